//! What typst sees of the world: the template, the mark, what the report says, and the fonts.

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Deserialize;
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::fonts::Fonts;

const TEMPLATE: &str = include_str!("report.typ");
const MARK: &str = include_str!("mark.svg");

/// One report on its way into print.
pub(super) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    content: Value,
    content_file: Bytes,
}

/// What the desk itself needs to know of the content.
#[derive(Deserialize)]
struct Made {
    made_at: DateTime<Utc>,
}

impl Desk {
    pub(super) fn new(fonts: Fonts, content: String) -> Result<Self, String> {
        let families: Array = fonts.families().map(IntoValue::into_value).collect();
        let inputs = Dict::from_iter([("fonts".into(), families.into_value())]);
        let path = VirtualPath::new("report.typ").map_err(|error| error.to_string())?;
        let template = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts.0)),
            fonts: fonts.0,
            template: Source::new(template, TEMPLATE.to_owned()),
            content: serde_json::from_str(&content).map_err(|error| error.to_string())?,
            content_file: Bytes::from_string(content),
        })
    }

    /// Changes every text of the content.
    pub(super) fn rewrite(&mut self, change: impl Fn(&str) -> String) {
        rewrite(&mut self.content, &change);
        self.content_file = Bytes::from_string(self.content.to_string());
    }

    /// Everything in its place.
    pub(super) fn pages(&self) -> Result<PagedDocument, String> {
        explained(typst::compile(self).output)
    }

    /// A PDF with structure, title and language, for those who have it read to them (PDF/UA-1).
    pub(super) fn pdf(&self, pages: &PagedDocument) -> Result<Vec<u8>, String> {
        let made = Made::deserialize(&self.content).map_err(|error| error.to_string())?;
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?;
        let options = PdfOptions {
            creator: Smart::Custom(Some("Quayside".to_owned())),
            timestamp: timestamp(made.made_at),
            standards,
            ..PdfOptions::default()
        };
        explained(typst_pdf::pdf(pages, &options))
    }
}

/// Nothing but these exists.
impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.vpath().get_without_slash() {
            "report.json" => Ok(self.content_file.clone()),
            "mark.svg" => Ok(Bytes::from_string(MARK)),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn rewrite(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| rewrite(field, change)),
        _ => {}
    }
}

fn timestamp(time: DateTime<Utc>) -> Option<Timestamp> {
    let part = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        time.year(),
        part(time.month())?,
        part(time.day())?,
        part(time.hour())?,
        part(time.minute())?,
        part(time.second())?,
    )
    .map(Timestamp::new_utc)
}

fn explained<T>(result: SourceResult<T>) -> Result<T, String> {
    let message = |error: &SourceDiagnostic| error.message.to_string();
    result.map_err(|errors| errors.iter().map(message).collect::<Vec<_>>().join("; "))
}
