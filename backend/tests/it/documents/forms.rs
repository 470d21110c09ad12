//! Forms that are not what an upload takes.

use crate::harness::{FORM_TYPE, Person, RawForm, TestApp};

const NAMED: &str = "filename=\"plan.txt\"";

#[tokio::test]
async fn a_form_without_a_file_is_refused() {
    let (app, anna, project) = harbour().await;
    anna.send_form(&project, RawForm::default())
        .await
        .invalid("file", "required");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn another_field_is_refused() {
    let (app, anna, project) = harbour().await;
    let form = RawForm::default().part("name=\"note\"", b"hello");
    anna.send_form(&project, form)
        .await
        .invalid("note", "unknown_field");
    let form = RawForm::default().part(&format!("name=\"document\"; {NAMED}"), b"hello");
    anna.send_form(&project, form)
        .await
        .invalid("document", "unknown_field");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_second_file_is_refused_and_the_first_is_not_kept() {
    let (app, anna, project) = harbour().await;
    let two = RawForm::file(NAMED, b"one").part(&format!("name=\"file\"; {NAMED}"), b"two");
    anna.send_form(&project, two)
        .await
        .invalid("file", "malformed");
    let with_note = RawForm::file(NAMED, b"one").part("name=\"note\"", b"two");
    anna.send_form(&project, with_note)
        .await
        .invalid("file", "malformed");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_file_without_a_name_is_refused() {
    let (app, anna, project) = harbour().await;
    let nameless = RawForm::default().part("name=\"file\"", b"hello");
    anna.send_form(&project, nameless)
        .await
        .invalid("file", "required");
    let nothing_chosen = RawForm::file("filename=\"\"", b"");
    anna.send_form(&project, nothing_chosen)
        .await
        .invalid("file", "required");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused() {
    let (app, anna, project) = harbour().await;
    for content_type in [
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "nonsense",
    ] {
        anna.send_body(&project, content_type, "{}")
            .await
            .refused(415, "unsupported_media_type");
    }
    let untyped = anna.request(reqwest::Method::POST, &super::documents_of(&project));
    anna.send(untyped.body("hello"))
        .await
        .refused(415, "unsupported_media_type");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_form_without_a_boundary_cannot_be_read() {
    let (app, anna, project) = harbour().await;
    let form = RawForm::file(NAMED, b"hello").end();
    anna.send_body(&project, "multipart/form-data", form)
        .await
        .refused(400, "malformed_request");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_form_that_is_broken_cannot_be_read() {
    let (app, anna, project) = harbour().await;
    let whole = RawForm::file(NAMED, b"hello").end();
    let headless = b"--the-boundary\r\n\r\nhello\r\n--the-boundary--\r\n".to_vec();
    let no_header = b"--the-boundary\r\nhello\r\n\r\nhello\r\n--the-boundary--\r\n".to_vec();
    for broken in [b"hello".to_vec(), Vec::new(), headless, no_header] {
        anna.send_body(&project, FORM_TYPE, broken)
            .await
            .refused(400, "malformed_request");
    }
    let endless_head = RawForm::file(&format!("filename=\"{}\"", "a".repeat(200_000)), b"").end();
    let open_quote = RawForm::file("filename=\"plan.txt", b"hello").end();
    for broken in [endless_head, open_quote] {
        anna.send_body(&project, FORM_TYPE, broken)
            .await
            .refused(400, "malformed_request");
    }
    // Cut off anywhere, it is broken: inside the head, the bytes, and the last boundary.
    for length in 1..whole.len() - "--\r\n".len() {
        anna.send_body(&project, FORM_TYPE, &whole[..length])
            .await
            .refused(400, "malformed_request");
    }
    app.expect_nothing_stored().await;
}

async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}
