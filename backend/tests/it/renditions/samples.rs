//! Files that the stories are about, made when they are needed.

use std::io::{Cursor, Write};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zip::write::SimpleFileOptions;

pub(crate) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub(super) const PPTX: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// The corners of [`corners`], in the order in which one reads.
pub(super) const CORNERS: [[u8; 3]; 4] =
    [[220, 30, 30], [30, 160, 30], [30, 30, 220], [240, 240, 240]];

/// A picture of four colours.
pub(crate) fn corners(width: u32, height: u32) -> DynamicImage {
    let pixels = RgbImage::from_fn(width, height, |x, y| {
        let corner = usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2);
        Rgb(CORNERS[corner])
    });
    DynamicImage::ImageRgb8(pixels)
}

pub(super) fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("it can be encoded");
    bytes.into_inner()
}

/// A JPEG as a camera makes it: how it was held, what and where.
pub(crate) fn photograph(picture: &DynamicImage, orientation: u8, place: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    picture
        .write_with_encoder(encoder)
        .expect("it can be encoded");
    let exif = exif(orientation, place);
    let length = u16::try_from(exif.len() + 2)
        .expect("it is short")
        .to_be_bytes();
    let segment = [&[0xff, 0xe1], length.as_slice(), &exif].concat();
    bytes.splice(2..2, segment);
    bytes
}

/// A little-endian TIFF with three entries: a description, the orientation, and where the GPS data are.
fn exif(orientation: u8, place: &str) -> Vec<u8> {
    const TEXT_AT: u32 = 50;
    let length = u32::try_from(place.len()).expect("it is short");
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut entry = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        entry.extend(count.to_le_bytes());
        entry.extend(value.to_le_bytes());
        entry
    };
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x03\0".to_vec();
    exif.extend(entry(0x010e, 2, length, TEXT_AT));
    exif.extend(entry(0x0112, 3, 1, orientation.into()));
    exif.extend(entry(0x8825, 4, 1, TEXT_AT + length));
    exif.extend([0; 4]);
    exif.extend(place.as_bytes());
    // An empty directory of GPS data.
    exif.extend([0; 6]);
    exif
}

/// A PNG that says how large it is, and has next to nothing in it.
pub(crate) fn png_that_claims(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([depth, colour, 0, 0, 0]);
    for (name, data) in [
        (b"IHDR", header.as_slice()),
        (b"IDAT", b"\x78\x9c\x03\0\0\0\0\x01"),
    ] {
        let length = u32::try_from(data.len()).expect("it is short");
        let body = [name.as_slice(), data].concat();
        png.extend(length.to_be_bytes());
        png.extend(&body);
        png.extend(checksum(&body).to_be_bytes());
    }
    png
}

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    })
}

/// A PDF of these objects, the first of which is the catalogue; `trailer` is added to the trailer.
pub(crate) fn pdf_of(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut pdf = "%PDF-1.7\n".to_owned();
    let mut table = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (start, size) = (pdf.len(), objects.len() + 1);
    pdf += &format!("xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n");
    pdf += &format!("startxref\n{start}\n%%EOF\n");
    pdf.into_bytes()
}

/// A page of 600 by 300 points that draws `content`; its forms are the objects from 6 on.
pub(crate) fn page_that_draws(content: &str, forms: &[String]) -> Vec<String> {
    let names: String = (0..forms.len())
        .map(|n| format!("/F{n} {} 0 R ", n + 6))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 300] /Contents 4 0 R \
             /Resources << /Font << /T 5 0 R >> /XObject << {names} >> >> >>"
        ),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    objects.extend_from_slice(forms);
    objects
}

/// Forms of which each draws the next one ten times, twelve deep: a trillion paths in 3 KB.
pub(super) fn endless_pdf() -> Vec<u8> {
    let form = |n: usize| {
        let (content, resources) = if n == 11 {
            ("0 0 9 9 re f".to_owned(), String::new())
        } else {
            (
                "/N Do ".repeat(10),
                format!("/XObject << /N {} 0 R >>", n + 7),
            )
        };
        let head = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 300] /Resources << {resources} >>"
        );
        stream(&head, &content)
    };
    let forms: Vec<_> = (0..12).map(form).collect();
    pdf_of(&page_that_draws("/F0 Do", &forms), "")
}

/// A page that only a password opens.
pub(crate) fn locked_pdf() -> Vec<u8> {
    let mut objects = page_that_draws("BT /T 12 Tf (secret) Tj ET", &[]);
    let key = "00".repeat(32);
    let encryption = "<< /Filter /Standard /V 1 /R 2 /P -4";
    objects.push(format!("{encryption} /O <{key}> /U <{key}> >>"));
    pdf_of(&objects, "/Encrypt 6 0 R /ID [<00> <00>]")
}

fn stream(head: &str, content: &str) -> String {
    let length = content.len();
    format!("<< {head} /Length {length} >>\nstream\n{content}\nendstream")
}

/// A ZIP file of these files.
pub(crate) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a name");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}
