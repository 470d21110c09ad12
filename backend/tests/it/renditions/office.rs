//! Office documents.

use quayside::renditions::Refusal;
use quayside::renditions::limits::{MAX_ENTRIES, MAX_INFLATED_BYTES};

use super::samples::{DOCX, PPTX, XLSX, zip_of};
use super::{refused, text};

#[tokio::test]
async fn a_document_is_read_paragraph_by_paragraph() {
    let document = br#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
        <w:p><w:r><w:t>Moor &amp; </w:t></w:r><w:r><w:t>b&#x6f;at</w:t><w:tab/><w:t>&evil;noon</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Heading"/></w:pPr><w:r><w:t><![CDATA[<pier>]]></w:t></w:r></w:p>
        </w:body></w:document>"#;
    let file = zip_of(&[
        ("[Content_Types].xml", b"<t>no</t>"),
        ("word/document.xml", document),
    ]);
    let read = text(DOCX, file).await.expect("a text");
    assert_eq!(read.text, "Moor & boat noon\n<pier>");
}

#[tokio::test]
async fn of_a_spreadsheet_the_words_are_read() {
    let shared = b"<sst><si><t>Berth</t></si><si><r><t>Har</t></r><r><t>bour</t></r></si></sst>";
    let sheet = b"<worksheet><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>Kiel</t></is></c></worksheet>";
    let file = zip_of(&[
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", shared),
    ]);
    let read = text(XLSX, file).await.expect("a text");
    assert_eq!(read.text, "Berth\nHarbour\nKiel");
}

#[tokio::test]
async fn slides_are_read_in_their_order() {
    let slide = |word: &str| format!("<p:sld><a:p><a:r><a:t>{word}</a:t></a:r></a:p></p:sld>");
    let (first, second, tenth) = (slide("one"), slide("two"), slide("ten"));
    let file = zip_of(&[
        ("ppt/slides/slide10.xml", tenth.as_bytes()),
        ("ppt/slides/slide2.xml", second.as_bytes()),
        ("ppt/slides/slide1.xml", first.as_bytes()),
        ("ppt/slides/_rels/slide1.xml.rels", b"<t>no</t>"),
    ]);
    let read = text(PPTX, file).await.expect("a text");
    assert_eq!(read.text, "one\ntwo\nten");
}

#[tokio::test]
async fn a_bomb_is_refused() {
    // The packed file is a thousandth of this.
    let length = usize::try_from(MAX_INFLATED_BYTES).expect("it fits") + 1;
    let file = zip_of(&[("word/document.xml", &vec![b' '; length])]);
    assert!(file.len() < 1 << 20);
    refused(text(DOCX, file).await, Refusal::TooLarge);
}

#[tokio::test]
async fn a_document_of_very_many_files_is_refused() {
    let names: Vec<_> = (0..=MAX_ENTRIES).map(|n| format!("word/{n}.xml")).collect();
    let files: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    refused(text(DOCX, zip_of(&files)).await, Refusal::TooLarge);
}

#[tokio::test]
async fn what_is_no_office_document_is_refused() {
    let truncated = zip_of(&[("word/document.xml", b"<w:p>")]);
    let half = truncated[..truncated.len() / 2].to_vec();
    refused(text(DOCX, half).await, Refusal::Damaged);
    let broken = zip_of(&[("word/document.xml", b"<w:t>moor</w:p>")]);
    refused(text(DOCX, broken).await, Refusal::Damaged);
    let encrypted = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 4096]].concat();
    refused(text(DOCX, encrypted).await, Refusal::Encrypted);
}
