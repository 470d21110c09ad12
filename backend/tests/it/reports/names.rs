//! Names in the world's scripts, and names that somebody thought up to do harm.

use super::{pdf, words};

/// A harbour plan, in scripts that need different fonts, directions and joining.
const WORLD: &[&str] = &[
    "Σχέδιο λιμανιού.pdf",
    "План гавани.pdf",
    "خطة الميناء",
    "תוכנית הנמל",
    "बंदरगाह योजना.pdf",
    "แผนท่าเรือ.pdf",
    "நகர் வரைபடம்.pdf",
    "港口平面图.pdf",
    "港の計画書.pdf",
    "항구 계획.pdf",
    "Հավահանգիստ.pdf",
    "ნავსადგური.pdf",
    "የወደብ ዕቅድ.pdf",
    "Bản đồ cảng.pdf",
];

#[tokio::test]
async fn names_in_the_worlds_scripts_come_out_as_they_went_in() {
    let words = words(&pdf(WORLD).await);
    for name in WORLD {
        assert!(words.contains(name), "{name} in {words}");
    }
}

#[tokio::test]
async fn emoji_are_drawn_also_those_of_several_characters() {
    let names = [
        "⚓ anchor.pdf",
        "🚢 ship.pdf",
        "👩‍💻 crew.pdf",
        "🇬🇷 flag.pdf",
        "❤️ love.pdf",
    ];
    let words = words(&pdf(&names).await);
    assert!(!words.contains("U+"), "{words}");
    for name in ["⚓ anchor.pdf", "🚢 ship.pdf"] {
        assert!(words.contains(name), "{name} in {words}");
    }
}

#[tokio::test]
async fn a_character_without_a_font_is_spelled_out_and_is_no_box() {
    let words = words(&pdf(&["eye \u{13080}.pdf", "private \u{e000}.pdf", "\u{20bb7}.pdf"]).await);
    for name in ["eye U+13080.pdf", "private U+E000.pdf", "U+20BB7.pdf"] {
        assert!(words.contains(name), "{name} in {words}");
    }
}

#[tokio::test]
async fn markup_is_text() {
    let names = [
        "#import \"/etc/passwd\": *",
        "#read(\"/etc/passwd\").pdf",
        "$ x^2 $ *bold* _it_ `raw`",
        "a \\ b @label <label> // c",
        "= heading",
        "#panic() ]][[ {}",
        "\"quoted\" 'single' -- --- ...",
    ];
    let words = words(&pdf(&names).await);
    for name in names {
        assert!(words.contains(name), "{name} in {words}");
    }
}

#[tokio::test]
async fn a_long_name_without_a_space_stays_in_its_column() {
    for letter in ["W", "ж", "港", "ا", "🚢", "क्षि"] {
        let name = letter.repeat(250 / letter.chars().count());
        let words = words(&pdf(&[&name, "next.pdf"]).await);
        let first = words.lines().find(|line| line.contains("1.0 KB"));
        let first = first.expect("a row");
        assert!(
            first.contains("Anna") && first.contains("25 Nov 2026"),
            "{first}"
        );
        let letters: String = words.split_whitespace().collect();
        assert!(
            letters.matches(letter).count() >= 250 / letter.chars().count(),
            "{words}"
        );
    }
}

#[tokio::test]
async fn a_name_that_turns_the_direction_turns_nothing_but_itself() {
    let words = words(&pdf(&["invoice\u{202e}fdp.exe", "next.pdf"]).await);
    let row = words.lines().find(|line| line.contains("invoice"));
    let row = row.expect("it is listed");
    assert!(row.trim_end().ends_with("25 Nov 2026"), "{row}");
    assert!(words.contains("next.pdf"));
}

#[tokio::test]
async fn names_of_odd_characters_keep_no_report_from_being_made() {
    let odd = "\u{feff}\u{fffe}\u{fdd0}\u{ad}\u{200b}\u{200d}\u{2028}\u{2029}\u{fe0f}\u{301}\u{e0041}\u{10ffff}";
    let joiner = "\u{2d6f}\u{2d70}\u{2d71}\u{2d72}\u{2d7d}\u{2d7e}\u{2d7f}\u{2d80}".repeat(2);
    let zalgo = format!("Z{}.pdf", "\u{301}\u{320}".repeat(100));
    let words = words(&pdf(&[odd, &joiner, &zalgo, "next.pdf"]).await);
    assert!(words.contains("next.pdf"));
}
