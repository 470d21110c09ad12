//! Who finds what: the members of a project its documents, and nobody else anything.

use super::{found, harbour, hits, write};

#[tokio::test]
async fn everybody_finds_the_documents_of_their_own_projects_alone() {
    let (app, anna, harbour) = harbour().await;
    let ben = app.person("Ben").await;
    let quay = ben.project("Quay").await;
    write(&anna, &harbour, "plan anna.txt", "the boat").await;
    write(&ben, &quay, "plan ben.txt", "the boat").await;
    app.run_pending_jobs().await;
    for q in ["plan", "boat", "plan boat"] {
        assert_eq!(found(&anna, q).await, ["plan anna.txt"], "{q}");
        assert_eq!(found(&ben, q).await, ["plan ben.txt"], "{q}");
    }
}

#[tokio::test]
async fn a_member_of_any_role_finds_what_the_owner_finds_until_they_leave() {
    let (app, anna, harbour) = harbour().await;
    write(&anna, &harbour, "plan.txt", "the boat").await;
    app.run_pending_jobs().await;
    for (name, role) in [("Vera", "viewer"), ("Ed", "editor"), ("Olga", "owner")] {
        let member = app.person(name).await;
        assert!(found(&member, "boat").await.is_empty(), "{role}");
        app.admit(&member, &harbour, role);
        assert_eq!(found(&member, "boat").await, ["plan.txt"], "{role}");
        app.expel(&member, &harbour);
        assert!(found(&member, "boat").await.is_empty(), "{role}");
    }
}

#[tokio::test]
async fn a_search_goes_through_all_projects_and_says_which() {
    let (_app, anna, harbour) = harbour().await;
    let quay = anna.project("Quay").await;
    write(&anna, &harbour, "plan 1.txt", "x").await;
    write(&anna, &quay, "plan 2.txt", "x").await;
    let hits = hits(&anna, "plan").await;
    let projects: Vec<_> = hits
        .iter()
        .map(|hit| hit["project"]["name"].clone())
        .collect();
    assert_eq!(projects, ["Quay", "Harbour"]);
}

#[tokio::test]
async fn nothing_of_a_deleted_project_is_found() {
    let (_app, anna, harbour) = harbour().await;
    write(&anna, &harbour, "plan.txt", "x").await;
    let project = format!("/api/v1/projects/{harbour}");
    anna.delete(&project).await.expect(204);
    assert!(found(&anna, "plan").await.is_empty());
}

#[tokio::test]
async fn a_project_cannot_be_searched_by_its_id() {
    let (_app, anna, harbour) = harbour().await;
    write(&anna, &harbour, "plan.txt", "x").await;
    let plain = harbour.replace('-', "");
    for q in [
        &harbour,
        &plain,
        &format!("@{plain}"),
        &format!("'@{plain}'"),
    ] {
        assert!(found(&anna, q).await.is_empty(), "{q}");
    }
}
