//! Documents are found by their names, from the moment on in which they have them.

use reqwest::Method;
use serde_json::json;

use super::{address, found, harbour, hits};

#[tokio::test]
async fn a_name_is_found_at_once_by_its_words() {
    let (_app, anna, project) = harbour().await;
    let name = "Meeting_notes-2024.bin";
    anna.upload(&project, name, b"x").await;
    for q in [
        "meeting",
        "NOTES",
        "meet",
        "2024 not",
        "bin meeting",
        "meeting_notes-2024.bin",
        "(notes)",
    ] {
        assert_eq!(found(&anna, q).await, [name], "{q}");
    }
    for q in ["eeting", "meet notes", "meetings", "notes plan", "m"] {
        assert!(found(&anna, q).await.is_empty(), "{q}");
    }
    let [hit] = hits(&anna, "notes").await.try_into().expect("one hit");
    assert_eq!(hit["project"], json!({ "id": project, "name": "Harbour" }));
    assert_eq!(hit["snippet"], json!(null));
}

#[tokio::test]
async fn case_and_accents_do_not_matter() {
    let (_app, anna, project) = harbour().await;
    anna.upload(&project, "Résumé.bin", b"x").await;
    anna.upload(&project, "Re\u{301}SUME\u{301} 2.bin", b"x")
        .await;
    anna.upload(&project, "resume 3.bin", b"x").await;
    for q in ["resume", "résumé", "RÉSUMÉ", "re\u{301}s"] {
        assert_eq!(found(&anna, q).await.len(), 3, "{q}");
    }
}

#[tokio::test]
async fn a_document_with_a_new_name_is_found_by_that_alone() {
    let (_app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.bin", b"x").await;
    let renamed = anna
        .patch(&address(&plan), json!({ "name": "map.bin" }))
        .await;
    renamed.expect(200);
    assert_eq!(found(&anna, "map").await, ["map.bin"]);
    assert!(found(&anna, "plan").await.is_empty());
}

#[tokio::test]
async fn a_deleted_document_is_not_found_until_it_is_restored() {
    let (_app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.bin", b"x").await;
    anna.delete(&address(&plan)).await.expect(204);
    assert!(found(&anna, "plan").await.is_empty());
    let restore = format!("{}/restore", address(&plan));
    let restored = anna.send(anna.request(Method::POST, &restore)).await;
    restored.expect(200);
    assert_eq!(found(&anna, "plan").await, ["plan.bin"]);
}

#[tokio::test]
async fn what_is_gone_for_good_leaves_no_words() {
    let (app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.bin", b"x").await;
    anna.delete(&address(&plan)).await.expect(204);
    app.database
        .execute("UPDATE documents SET deleted_at = now() - interval '31 days'");
    app.run_kind("trash_retention").await;
    assert_eq!(app.database.count("document_texts"), 0);
}
