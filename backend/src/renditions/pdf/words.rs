//! The text of a PDF, which has glyphs at places, and neither words nor lines.

use hayro::hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect};

use crate::renditions::Refusal;
use crate::renditions::text::Excerpt;

/// Units of a glyph's outline to the size of its font.
const EM: f64 = 1000.0;

/// Takes page after page, until the excerpt is full.
pub(in crate::renditions) fn text(input: Vec<u8>, excerpt: &mut Excerpt) -> Result<(), Refusal> {
    let pdf = super::open(input)?;
    let cache = InterpreterCache::new();
    if pdf.pages().is_empty() {
        return Err(Refusal::Damaged);
    }
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, width.into(), height.into()),
            &cache,
            page.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut Reader { excerpt, pen: None });
        excerpt.end_line();
        if excerpt.is_full() {
            break;
        }
    }
    Ok(())
}

/// Reads instead of drawing.
struct Reader<'e> {
    excerpt: &'e mut Excerpt,
    /// Where the next glyph of the same word would stand.
    pen: Option<Point>,
}

impl Reader<'_> {
    fn read(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine) {
        let place = transform * glyph.transform();
        let start = place * Point::ORIGIN;
        let size = (place * Point::new(0.0, EM)).distance(start);
        if let Some(pen) = self.pen {
            let gap = start - pen;
            if gap.y.abs() > size * 0.5 {
                self.excerpt.end_line();
            } else if gap.x > size * 0.15 || gap.x < -size {
                self.excerpt.push(" ");
            }
        }
        match glyph.as_unicode() {
            Some(BfString::Char(character)) => {
                self.excerpt.push(character.encode_utf8(&mut [0; 4]))
            }
            Some(BfString::String(text)) => self.excerpt.push(&text),
            None => {}
        }
        self.pen = Some(place * Point::new(advance(glyph), 0.0));
    }
}

fn advance(glyph: &Glyph<'_>) -> f64 {
    let advance = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    advance.map_or(EM / 2.0, f64::from)
}

impl<'a> Device<'a> for Reader<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.read(glyph, props.transform);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
