//! Office Open XML: documents, spreadsheets and presentations, which are XML files in a ZIP file.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::Excerpt;
use crate::renditions::format::Format;
use crate::renditions::{Refusal, limits};

/// How a file begins that is encrypted: it is a container of an older kind then.
const ENCRYPTED: &[u8] = b"\xd0\xcf\x11\xe0";

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Takes what people wrote, in the order of the files' numbers. Numbers in a spreadsheet's cells are not
/// among it.
pub(in crate::renditions) fn read(
    format: Format,
    input: &[u8],
    excerpt: &mut Excerpt,
) -> Result<(), Refusal> {
    if input.starts_with(ENCRYPTED) {
        return Err(Refusal::Encrypted);
    }
    let mut archive = ZipArchive::new(Cursor::new(input)).map_err(refusal)?;
    if archive.len() > limits::MAX_ENTRIES {
        return Err(Refusal::TooLarge);
    }
    let mut left = limits::MAX_INFLATED_BYTES;
    for name in parts(format, &archive) {
        read_part(&mut archive, &name, &mut left, excerpt)?;
        if excerpt.is_full() {
            break;
        }
    }
    Ok(())
}

/// The names of the files that have text.
fn parts(format: Format, archive: &Archive<'_>) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let mut parts: Vec<_> = names
        .filter(|name| has_text(format, name))
        .map(|name| name.into_owned())
        .collect();
    parts.sort_by_key(|name| (number(name), name.clone()));
    parts
}

fn has_text(format: Format, name: &str) -> bool {
    let Some(name) = name.strip_suffix(".xml") else {
        return false;
    };
    match format {
        Format::Document => ["word/document", "word/footnotes", "word/endnotes"].contains(&name),
        Format::Spreadsheet => {
            name == "xl/sharedStrings" || name.starts_with("xl/worksheets/sheet")
        }
        _ => name.starts_with("ppt/slides/slide"),
    }
}

/// `slide10.xml` comes after `slide9.xml`.
fn number(name: &str) -> u32 {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// `left` is what may still come out of compressed files.
fn read_part(
    archive: &mut Archive<'_>,
    name: &str,
    left: &mut u64,
    excerpt: &mut Excerpt,
) -> Result<(), Refusal> {
    let file = archive.by_name(name).map_err(refusal)?;
    let mut bounded = file.take(*left);
    let read = read_xml(&mut bounded, excerpt);
    *left = bounded.limit();
    if *left == 0 {
        return Err(Refusal::TooLarge);
    }
    read
}

/// All three formats call a piece of text `t` and a paragraph `p`.
fn read_xml(file: impl Read, excerpt: &mut Excerpt) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    let mut is_text = false;
    while !excerpt.is_full() {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) => is_text = tag.local_name().as_ref() == "t",
            Event::Empty(tag) => separate(tag.local_name().as_ref(), excerpt),
            Event::End(tag) => {
                is_text = false;
                separate(tag.local_name().as_ref(), excerpt);
            }
            Event::Text(text) if is_text => excerpt.push(&text),
            Event::CData(text) if is_text => excerpt.push(&text),
            Event::GeneralRef(name) if is_text => push_reference(&name, excerpt),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

/// Paragraphs and shared strings are lines; what is set apart stays so.
fn separate(name: &str, excerpt: &mut Excerpt) {
    match name {
        "p" | "si" | "is" | "br" | "cr" => excerpt.end_line(),
        "tab" => excerpt.push(" "),
        _ => {}
    }
}

/// Characters by their number, and the five that XML knows. Entities that the file defines are not
/// followed.
fn push_reference(name: &BytesRef<'_>, excerpt: &mut Excerpt) {
    match name.resolve_char_ref() {
        Ok(Some(character)) => excerpt.push(character.encode_utf8(&mut [0; 4])),
        _ => excerpt.push(resolve_predefined_entity(name).unwrap_or_default()),
    }
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => Refusal::Encrypted,
        ZipError::CompressionMethodNotSupported(_) => Refusal::Unsupported,
        _ => Refusal::Damaged,
    }
}
