//! The world's scripts.

use super::{found, harbour, hits, write};

/// What is written, what finds it, and what does not.
const WRITTEN: &[(&str, &[&str], &[&str])] = &[
    (
        "Ελλάδα, η χώρα",
        &["ελλαδα", "ΕΛΛΆΔΑ", "χωρα ελλ"],
        &["λάδα"],
    ),
    ("Ёлка в гавани", &["елка", "ГАВАНИ", "гав"], &["вани"]),
    ("مِينَاء كيل", &["ميناء", "كيل ميناء"], &["ناء"]),
    ("שָׁלוֹם מהנמל", &["שלום", "מהנ"], &["נמל"]),
    (
        "東京都港区の地図",
        &["東京", "港区", "京", "地図 東京", "東京都港区"],
        &["京港", "大阪"],
    ),
    ("ท่าเรือกรุงเทพ", &["กรุงเทพ", "ท่าเรือ"], &["เชียงใหม่"]),
    (
        "서울에서 부산까지",
        &["서울", "부산", "서울에서"],
        &["대구"],
    ),
    ("हिन्दी में लिखा", &["हिन्दी", "लिखा हिन्दी"], &["हन्दी"]),
    ("Straße nach Łódź", &["STRASSE", "lodz", "łódź"], &["odz"]),
];

#[tokio::test]
async fn names_are_found_in_every_script() {
    let (_app, anna, project) = harbour().await;
    for (name, _, _) in WRITTEN {
        anna.upload(&project, name, b"x").await;
    }
    for (name, finders, others) in WRITTEN {
        for q in *finders {
            assert_eq!(found(&anna, q).await, [*name], "{q}");
        }
        for q in *others {
            assert!(found(&anna, q).await.is_empty(), "{q}");
        }
    }
}

#[tokio::test]
async fn texts_are_found_in_every_script_and_show_the_words_as_written() {
    let (app, anna, project) = harbour().await;
    for (n, (text, _, _)) in WRITTEN.iter().enumerate() {
        write(&anna, &project, &format!("{n}.txt"), text).await;
    }
    app.run_pending_jobs().await;
    for (n, (text, finders, _)) in WRITTEN.iter().enumerate() {
        for q in *finders {
            let [hit] = hits(&anna, q).await.try_into().expect("one hit");
            assert_eq!(hit["document"]["name"], format!("{n}.txt"), "{q}");
            let snippet = hit["snippet"].as_str().expect("a snippet");
            assert!(snippet.contains('\u{e000}'), "{q}: {snippet}");
            assert_eq!(&snippet.replace(['\u{e000}', '\u{e001}'], ""), text, "{q}");
        }
    }
}
