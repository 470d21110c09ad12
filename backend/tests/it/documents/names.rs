//! Names arrive in many spellings, and are kept as they were meant or refused; never quietly changed.

use crate::harness::{FORM_TYPE, Person, RawForm, TestApp};

#[tokio::test]
async fn names_are_kept_as_people_wrote_them() {
    let (_app, anna, project) = harbour().await;
    for name in [
        "🛟 buoy 👩‍🚀.txt",
        "Schlüssel übergeben.txt",
        "漢字.txt",
        "  spaces around  ",
        "plan%20%2F%41.txt",
        "<img src=x onerror=alert(1)>.txt",
        "..",
        ".htaccess",
        "CON",
        "a'b;c=d,e*f?.txt",
        "\u{202e}fdp.exe",
    ] {
        let form = RawForm::file(&format!("filename=\"{name}\""), b"hello");
        assert_eq!(kept(&anna, &project, form).await, name);
    }
}

#[tokio::test]
async fn a_name_of_255_characters_is_kept() {
    let (_app, anna, project) = harbour().await;
    for letter in ["a", "é", "🛟"] {
        let name = letter.repeat(255);
        let form = RawForm::file(&format!("filename=\"{name}\""), b"hello");
        assert_eq!(kept(&anna, &project, form).await, name);
    }
}

#[tokio::test]
async fn a_name_of_256_characters_is_refused() {
    let (emoji, letters) = ("🛟".repeat(256), "a".repeat(300));
    let names = [emoji, letters].map(|name| format!("filename=\"{name}\""));
    refused("too_long", &names.each_ref().map(String::as_str)).await;
}

#[tokio::test]
async fn a_name_with_a_path_separator_is_refused() {
    let names = [
        "filename=\"../../etc/passwd\"",
        "filename=\"C:\\plans\\plan.txt\"",
        "filename=\"plan\\\\.txt\"",
        "filename*=UTF-8''..%2Fplan.txt",
        "filename*=UTF-8''..%5Cplan.txt",
    ];
    refused("forbidden_character", &names).await;
}

#[tokio::test]
async fn a_name_with_a_control_character_is_refused() {
    let names = [
        "filename=\"two%0D%0Alines.txt\"",
        "filename=\"tab\tstop.txt\"",
        "filename*=UTF-8''nul%00.txt",
        "filename*=UTF-8''delete%7F.txt",
        "filename*=UTF-8''next%C2%85line.txt",
    ];
    refused("forbidden_character", &names).await;
}

#[tokio::test]
async fn a_name_of_nothing_but_spaces_is_refused() {
    let names = ["filename=\"   \"", "filename*=UTF-8''%E2%80%83"];
    refused("required", &names).await;
}

#[tokio::test]
async fn a_name_that_is_no_text_is_refused() {
    refused("malformed", &["filename*=UTF-8''caf%E9.txt"]).await;
    let (app, anna, project) = harbour().await;
    let mut form = RawForm::file("filename=\"caf?.txt\"", b"hello").end();
    let place = form.iter().position(|byte| *byte == b'?');
    form[place.expect("it is there")] = 0xe9;
    anna.send_body(&project, FORM_TYPE, form)
        .await
        .refused(400, "malformed_request");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn accents_are_composed() {
    let (_app, anna, project) = harbour().await;
    let form = RawForm::file("filename=\"Cafe\u{301}.txt\"", b"hello");
    assert_eq!(kept(&anna, &project, form).await, "Caf\u{e9}.txt");
    // What counts is the length after that: 256 code points that make 255 characters.
    let long = format!("{}e\u{301}", "a".repeat(254));
    let form = RawForm::file(&format!("filename=\"{long}\""), b"hello");
    assert_eq!(kept(&anna, &project, form).await.chars().count(), 255);
}

#[tokio::test]
async fn quotes_are_read_as_browsers_and_as_old_clients_write_them() {
    let (_app, anna, project) = harbour().await;
    for written in ["the %22old%22 plan.txt", "the \\\"old\\\" plan.txt"] {
        let form = RawForm::file(&format!("filename=\"{written}\""), b"hello");
        assert_eq!(kept(&anna, &project, form).await, "the \"old\" plan.txt");
    }
}

#[tokio::test]
async fn the_extended_name_wins() {
    let (_app, anna, project) = harbour().await;
    for parameters in [
        "filename=\"plan.txt\"; filename*=UTF-8''%C3%84rger%20%2522.txt",
        "filename*=UTF-8''%C3%84rger%20%2522.txt; filename=\"a\\b\"",
    ] {
        let form = RawForm::file(parameters, b"hello");
        assert_eq!(kept(&anna, &project, form).await, "Ärger %22.txt");
    }
}

async fn kept(anna: &Person, project: &str, form: RawForm) -> String {
    let document = anna.send_form(project, form).await.expect(201);
    let found = anna.get(document.header("Location")).await.expect(200);
    assert_eq!(found.text("name"), document.text("name"));
    found.text("name")
}

/// Each of these is refused for that reason, and nothing is kept.
async fn refused(code: &str, parameters: &[&str]) {
    let (app, anna, project) = harbour().await;
    for parameters in parameters {
        let form = RawForm::file(parameters, b"hello");
        anna.send_form(&project, form).await.invalid("file", code);
    }
    app.expect_nothing_stored().await;
}

async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}
