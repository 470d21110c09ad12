//! What a webhook can ask to be told.

use crate::activity::Action;
use crate::error::FieldError;

/// The events that a webhook wants: at least one, none that there is not. Each counts once, in our order.
///
/// # Errors
/// The field's problem.
pub(super) fn parse(asked: &[String]) -> Result<Vec<String>, FieldError> {
    let names = || Action::ALL.iter().map(|action| action.as_str());
    if asked.is_empty() {
        return Err(FieldError::new(
            "events",
            "required",
            "Choose one at least.",
        ));
    }
    if asked.iter().any(|one| names().all(|name| name != one)) {
        let message = format!("There are: {}.", names().collect::<Vec<_>>().join(", "));
        return Err(FieldError::new("events", "malformed", message));
    }
    let wanted = names().filter(|name| asked.iter().any(|one| one == name));
    Ok(wanted.map(str::to_owned).collect())
}
