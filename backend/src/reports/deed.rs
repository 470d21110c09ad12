//! What was done in a project, in words: the same as in the browser.

use super::model::Deed;

impl Deed {
    /// Who did it. Nobody in particular did what follows from the clock.
    pub(super) fn who(&self) -> String {
        self.actor.clone().unwrap_or_else(|| "Quayside".to_owned())
    }

    /// What they did.
    pub(super) fn what(&self) -> String {
        let name = self.subject.as_deref().unwrap_or("something");
        let detail = |key: &str| self.details[key].as_str().unwrap_or("something");
        let role = |key: &str| a_role(detail(key));
        match self.action.as_str() {
            "project.created" => "made this project".to_owned(),
            "project.renamed" => format!(
                "renamed this project from “{}” to “{}”",
                detail("from"),
                detail("to")
            ),
            "project.deleted" => "deleted this project".to_owned(),
            "project.restored" => "brought this project back".to_owned(),
            "document.added" => format!("added “{name}”"),
            "document.renamed" => format!("renamed “{}” to “{name}”", detail("from")),
            "document.deleted" => format!("deleted “{name}”"),
            "document.restored" => format!("restored “{name}”"),
            "member.added" => format!("added {name} as {}", role("role")),
            "member.changed" => format!("made {name} {}", role("to")),
            "member.removed" if self.is_about_actor == Some(true) => "left the project".to_owned(),
            "member.removed" => format!("removed {name} from the members"),
            "export.made" => "exported all documents".to_owned(),
            "report.made" => "made a report".to_owned(),
            "webhook.added" => format!("added the webhook {name}"),
            "webhook.changed" => format!("changed the webhook {name}"),
            "webhook.removed" => format!("removed the webhook {name}"),
            unknown => format!("did something that this report has no words for ({unknown})"),
        }
    }
}

fn a_role(role: &str) -> String {
    let article = if role.starts_with(['e', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {role}")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;
    use crate::activity::Action;

    fn deed(action: &str) -> Deed {
        Deed {
            action: action.to_owned(),
            subject: Some("Ben".to_owned()),
            details: json!({ "from": "viewer", "to": "editor", "role": "owner" }),
            done_at: DateTime::UNIX_EPOCH,
            actor: Some("Anna".to_owned()),
            is_about_actor: Some(false),
        }
    }

    #[test]
    fn every_action_has_words() {
        for action in Action::ALL {
            let what = deed(action.as_str()).what();
            assert!(!what.contains("no words for"), "{what}");
        }
        let unknown = deed("figurehead.painted").what();
        assert!(unknown.contains("(figurehead.painted)"), "{unknown}");
    }

    #[test]
    fn roles_are_told_as_people_do() {
        assert_eq!(deed("member.added").what(), "added Ben as an owner");
        assert_eq!(deed("member.changed").what(), "made Ben an editor");
    }

    #[test]
    fn who_removes_themselves_has_left() {
        let mut left = deed("member.removed");
        assert_eq!(left.what(), "removed Ben from the members");
        left.is_about_actor = Some(true);
        assert_eq!(left.what(), "left the project");
    }
}
