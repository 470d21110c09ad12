//! For those who have it read to them: structure, title and language.

use super::{pdf, told_by};

#[tokio::test]
async fn a_report_is_tagged_and_titled() {
    let pdf = pdf(&["plan.pdf"]).await;
    let told = told_by(&["pdfinfo", "-"], &pdf);
    for line in [
        "Title:           Harbour report",
        "Tagged:          yes",
        "Page size:       595",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("/Lang(en)") || text.contains("/Lang (en)"));
}

#[tokio::test]
async fn its_table_has_a_head_and_rows() {
    let structure = told_by(&["pdfinfo", "-struct", "-"], &pdf(&["plan.pdf"]).await);
    for tag in ["H1", "Table", "THead", "TH", "TR", "TD"] {
        assert!(
            structure.lines().any(|line| line.trim().starts_with(tag)),
            "{tag} in {structure}"
        );
    }
}
