//! What a report tells of a project.

use serde_json::json;

use super::{harbour, report};
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn an_empty_project_has_a_report_that_says_so() {
    let (app, anna, project) = harbour().await;
    let words = report(&app, &anna, &project).await;
    assert!(words.contains("There are no documents in this project yet."));
    assert!(words.contains("Made for Anna"));
    assert!(!words.contains("Added by"));
}

#[tokio::test]
async fn a_document_is_listed_with_what_people_ask_about_it() {
    let (app, anna, project) = harbour().await;
    anna.upload(&project, "tide table.csv", &[b'7'; 12_400])
        .await;
    let words = report(&app, &anna, &project).await;
    let row = words.lines().find(|line| line.contains("tide table.csv"));
    let row = row.expect("it is listed");
    let today = chrono::Utc::now().format("%-d %b %Y").to_string();
    for told in ["Spreadsheet", "12.4 KB", "Anna", &today] {
        assert!(row.contains(told), "{told} in {row}");
    }
}

#[tokio::test]
async fn all_of_five_hundred_documents_are_listed() {
    let (app, anna, project) = harbour().await;
    fill(&app, &anna, &project, 500);
    let words = report(&app, &anna, &project).await;
    for number in 1..=500 {
        let name = format!("sheet {number}.png");
        assert!(words.contains(&name), "{name}");
    }
    assert!(!words.contains("not listed here"));
    let pages = words.matches('\u{c}').count();
    assert!(words.contains(&format!("{pages} of {pages}")), "{pages}");
    assert_eq!(words.matches("Added by").count(), pages - 1);
}

#[tokio::test]
async fn of_more_documents_the_report_says_how_many_are_not_listed() {
    let (app, anna, project) = harbour().await;
    fill(&app, &anna, &project, 501);
    let words = report(&app, &anna, &project).await;
    assert!(words.contains("sheet 500.png"));
    assert!(!words.contains("sheet 501.png"));
    assert!(words.contains("And 1 more, which are not listed here."));
}

#[tokio::test]
async fn sizes_are_summed_by_type() {
    let (app, anna, project) = harbour().await;
    fill(&app, &anna, &project, 3);
    anna.upload(&project, "notes.txt", &[b'a'; 1000]).await;
    let words = report(&app, &anna, &project).await;
    let row = |name: &str| {
        let row = words.lines().find(|line| line.starts_with(name));
        let row = row.unwrap_or_else(|| panic!("no {name} in {words}"));
        row.split_whitespace()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(row("Pictures"), ["75", "%", "3", "3.0", "KB"]);
    assert_eq!(row("Texts"), ["25", "%", "1", "1.0", "KB"]);
}

#[tokio::test]
async fn a_report_tells_how_things_are_when_it_is_made() {
    let (app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.txt", b"moor").await;
    let gone = anna.upload(&project, "gone.txt", b"moor").await;
    anna.ask_for_report(&project).await.expect(202);
    let address = |document: &serde_json::Value| {
        format!(
            "/api/v1/documents/{}",
            document["id"].as_str().expect("an id")
        )
    };
    let renamed = json!({"name": "chart.txt"});
    anna.patch(&address(&plan), renamed).await.expect(200);
    anna.delete(&address(&gone)).await.expect(204);
    let words = report(&app, &anna, &project).await;
    let (listed, remembered) = words
        .split_once("What happened last")
        .expect("there is a past");
    assert!(listed.contains("chart.txt"));
    assert!(!listed.contains("plan.txt") && !listed.contains("gone.txt"));
    for done in ["made this project", "plan.txt", "gone.txt", "Anna"] {
        assert!(remembered.contains(done), "{remembered}");
    }
}

/// Pictures of a thousand bytes each, "sheet 1.png" and so on.
fn fill(app: &TestApp, person: &Person, project: &str, count: usize) {
    app.database.execute(&format!(
        "INSERT INTO documents \
             (id, project_id, name, sort_name, size, media_type, sha256, uploaded_by) \
         SELECT gen_random_uuid(), '{project}', 'sheet ' || n || '.png', lpad(n::text, 12, '0'), \
             1000, 'image/png', sha256('moor'), '{}' \
         FROM generate_series(1, {count}) AS n",
        person.id
    ));
}
