//! What somebody may type, and what is refused.

use super::{ask, found, harbour, write};

#[tokio::test]
async fn nothing_too_much_and_control_characters_are_refused() {
    let (_app, anna, _) = harbour().await;
    for (q, code) in [
        ("", "required"),
        (" \u{3000} ", "required"),
        ("a\0b", "forbidden_character"),
        ("a\nb", "forbidden_character"),
        (&*"a".repeat(201), "too_long"),
    ] {
        ask(&anna, &[("q", q)]).await.invalid("q", code);
    }
    ask(&anna, &[]).await.invalid("q", "required");
    ask(&anna, &[("q", &"🛟".repeat(200))]).await.expect(200);
}

#[tokio::test]
async fn unknown_parameters_and_limits_are_refused() {
    let (_app, anna, _) = harbour().await;
    let unknown = ask(&anna, &[("q", "boat"), ("project", "x")]).await;
    unknown.invalid("project", "unknown_field");
    for limit in ["0", "51"] {
        let refused = ask(&anna, &[("q", "boat"), ("limit", limit)]).await;
        refused.invalid("limit", "out_of_range");
    }
    let all = ask(&anna, &[("q", ""), ("limit", "0"), ("cursor", "x")]).await;
    let errors = all.expect(422).json()["errors"].as_array().map(Vec::len);
    assert_eq!(errors, Some(3));
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let (app, _, _) = harbour().await;
    let refused = ask(&app.stranger(), &[("q", "boat")]).await;
    refused.refused(401, "unauthorized");
}

#[tokio::test]
async fn operators_and_quotes_mean_nothing() {
    let (app, anna, project) = harbour().await;
    write(&anna, &project, "plan.txt", "moor the boat").await;
    app.run_pending_jobs().await;
    for q in [
        "boat & moor",
        "boat:* | moor",
        "!boat",
        "-boat",
        "'boat",
        "\"moor boat\"",
        "boat \\",
        "boat\\' moor",
        "(((boat",
        "moor <-> boat",
        "%boat%",
        "boat'::txt; --",
        "boat \u{e000}\u{202e}",
    ] {
        assert_eq!(found(&anna, q).await, ["plan.txt"], "{q}");
    }
    for q in ["!!!", "🛟", "— …", "'", "\\"] {
        assert!(found(&anna, q).await.is_empty(), "{q}");
    }
}

#[tokio::test]
async fn as_many_words_as_fit_are_searched() {
    let (_app, anna, project) = harbour().await;
    anna.upload(&project, "plan.bin", b"x").await;
    let words: Vec<String> = (0..66).map(|n| format!("{n:02}")).collect();
    assert!(found(&anna, &words.join(" ")).await.is_empty());
    assert!(found(&anna, &"東京".repeat(100)).await.is_empty());
}
