//! Lists: their orders, the filter, and parameters that they do not take.

use super::{address, documents_of};
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn names_are_ordered_as_people_order_them() {
    let (_app, anna, project) = harbour().await;
    let ordered = [
        "2024.txt",
        "apfel.txt",
        "Ärger.txt",
        "plan 2.txt",
        "Plan 9.txt",
        "plan 010.txt",
        "plan 11.txt",
        "Zebra.txt",
    ];
    for place in [3, 0, 7, 5, 1, 6, 2, 4] {
        anna.upload(&project, ordered[place], b"hello").await;
    }
    assert_eq!(names(&anna, &project, "sort=name").await, ordered);
    let mut reversed = names(&anna, &project, "sort=-name").await;
    reversed.reverse();
    assert_eq!(reversed, ordered);
}

#[tokio::test]
async fn documents_are_ordered_by_size_and_by_time() {
    let (_app, anna, project) = harbour().await;
    for (name, size) in [("b", 9), ("a", 10), ("d", 0), ("c", 9)] {
        anna.upload(&project, name, &vec![b'x'; size]).await;
    }
    // Between equals it is the older one that comes first, or last.
    assert_eq!(
        names(&anna, &project, "sort=size").await,
        ["d", "b", "c", "a"]
    );
    assert_eq!(
        names(&anna, &project, "sort=-size").await,
        ["a", "c", "b", "d"]
    );
    let by_time = ["b", "a", "d", "c"];
    assert_eq!(names(&anna, &project, "sort=created_at").await, by_time);
    let newest_first = ["c", "d", "a", "b"];
    assert_eq!(
        names(&anna, &project, "sort=-created_at").await,
        newest_first
    );
    assert_eq!(names(&anna, &project, "").await, newest_first);
}

#[tokio::test]
async fn the_filter_finds_text_anywhere_in_a_name_in_any_case() {
    let (_app, anna, project) = harbour().await;
    for name in ["Harbour plan.txt", "ÄRGER.txt", "minutes.md"] {
        anna.upload(&project, name, b"hello").await;
    }
    for (text, found) in [
        ("harbour", "Harbour plan.txt"),
        ("PLAN", "Harbour plan.txt"),
        ("r%20p", "Harbour plan.txt"),
        (".md", "minutes.md"),
        ("%C3%A4rger", "ÄRGER.txt"),
        ("a%CC%88rger", "ÄRGER.txt"),
    ] {
        let query = format!("q={text}");
        assert_eq!(names(&anna, &project, &query).await, [found], "{text}");
    }
    assert!(names(&anna, &project, "q=nowhere").await.is_empty());
    assert_eq!(names(&anna, &project, "q=").await.len(), 3);
}

#[tokio::test]
async fn the_filter_takes_every_character_literally() {
    let (_app, anna, project) = harbour().await;
    for name in ["100%.txt", "100 c.txt", "a_b.txt", "a-b.txt"] {
        anna.upload(&project, name, b"hello").await;
    }
    assert_eq!(names(&anna, &project, "q=100%25").await, ["100%.txt"]);
    assert_eq!(names(&anna, &project, "q=a_b").await, ["a_b.txt"]);
    assert_eq!(names(&anna, &project, "q=%25").await, ["100%.txt"]);
    let odd = "^.*+?(a|b)[c-d]{1,2}$.txt";
    anna.upload(&project, odd, b"hello").await;
    for text in [odd, "^.*", "+?(a|B)", "[C-D]", "{1,2}$", "-"] {
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let found = names(&anna, &project, &format!("q={encoded}&sort=-created_at")).await;
        assert_eq!(found.first().map(String::as_str), Some(odd), "{text}");
    }
    assert_eq!(names(&anna, &project, "q=a|b)").await, [odd]);
    assert!(names(&anna, &project, "q=a%5C_b").await.is_empty());
    assert!(names(&anna, &project, "q=%5C").await.is_empty());
    assert!(names(&anna, &project, "q='%20OR%201=1").await.is_empty());
}

#[tokio::test]
async fn deleted_documents_have_a_list_of_their_own() {
    let (_app, anna, project) = harbour().await;
    anna.upload(&project, "kept.txt", b"hello").await;
    let lost = anna.upload(&project, "lost.txt", b"hello").await;
    anna.delete(&address(&lost)).await.expect(204);
    assert_eq!(names(&anna, &project, "").await, ["kept.txt"]);
    assert_eq!(names(&anna, &project, "deleted=false").await, ["kept.txt"]);
    assert_eq!(names(&anna, &project, "deleted=true").await, ["lost.txt"]);
    let both = names(&anna, &project, "deleted=true&q=kept&sort=name").await;
    assert!(both.is_empty());
}

#[tokio::test]
async fn a_limit_outside_its_range_is_refused() {
    let (_app, anna, project) = harbour().await;
    for limit in ["0", "201", "-1", "9223372036854775807"] {
        refused(
            &anna,
            &project,
            &format!("limit={limit}"),
            "limit",
            "out_of_range",
        )
        .await;
    }
    for limit in ["abc", "", "1.5", "9223372036854775808"] {
        refused(
            &anna,
            &project,
            &format!("limit={limit}"),
            "limit",
            "malformed",
        )
        .await;
    }
    names(&anna, &project, "limit=1").await;
    names(&anna, &project, "limit=200").await;
}

#[tokio::test]
async fn an_unknown_parameter_or_value_is_refused() {
    let (_app, anna, project) = harbour().await;
    refused(&anna, &project, "page=2", "page", "unknown_field").await;
    refused(&anna, &project, "sort=colour", "sort", "malformed").await;
    refused(&anna, &project, "deleted=maybe", "deleted", "malformed").await;
    refused(&anna, &project, "limit=1&limit=2", "limit", "malformed").await;
}

#[tokio::test]
async fn a_filter_that_no_name_can_contain_is_refused() {
    let (_app, anna, project) = harbour().await;
    names(&anna, &project, &format!("q={}", "a".repeat(255))).await;
    let long = format!("q={}", "a".repeat(256));
    refused(&anna, &project, &long, "q", "too_long").await;
    refused(&anna, &project, "q=%00", "q", "forbidden_character").await;
}

#[tokio::test]
async fn all_mistakes_are_told_at_once() {
    let (_app, anna, project) = harbour().await;
    let reply = anna
        .get(&format!(
            "{}?limit=0&cursor=x&q=%00",
            documents_of(&project)
        ))
        .await
        .invalid("limit", "out_of_range")
        .invalid("cursor", "malformed")
        .invalid("q", "forbidden_character");
    assert_eq!(reply.json()["errors"].as_array().map(Vec::len), Some(3));
}

async fn names(anna: &Person, project: &str, query: &str) -> Vec<String> {
    let path = format!("{}?{query}", documents_of(project));
    anna.get(&path).await.expect(200).all("name")
}

async fn refused(anna: &Person, project: &str, query: &str, field: &str, code: &str) {
    let path = format!("{}?{query}", documents_of(project));
    anna.get(&path).await.invalid(field, code);
}

async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}
