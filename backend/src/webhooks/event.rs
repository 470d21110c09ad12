//! What a webhook can ask to be told.

use crate::error::FieldError;

/// The actions of a project, as its activity names them.
const EVENTS: &[&str] = &[
    "project.created",
    "project.renamed",
    "project.deleted",
    "project.restored",
    "document.added",
    "document.renamed",
    "document.deleted",
    "document.restored",
    "member.added",
    "member.changed",
    "member.removed",
    "export.made",
    "report.made",
    "webhook.added",
    "webhook.changed",
    "webhook.removed",
];

/// The events that a webhook wants: at least one, none that there is not. Each counts once, in our order.
///
/// # Errors
/// The field's problem.
pub(super) fn parse(asked: &[String]) -> Result<Vec<String>, FieldError> {
    if asked.is_empty() {
        return Err(FieldError::new(
            "events",
            "required",
            "Choose one at least.",
        ));
    }
    if asked.iter().any(|name| !EVENTS.contains(&name.as_str())) {
        let message = format!("There are: {}.", EVENTS.join(", "));
        return Err(FieldError::new("events", "malformed", message));
    }
    let wanted = EVENTS
        .iter()
        .filter(|name| asked.iter().any(|one| one == *name));
    Ok(wanted.map(|name| (*name).to_owned()).collect())
}
