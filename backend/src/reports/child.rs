//! The child's side: the hidden role of the binary that typesets.

use std::error::Error;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use rayon::ThreadPoolBuilder;

use super::desk::Desk;
use super::fonts::Fonts;
use super::undrawn::Undrawn;
use crate::confined::Bounds;

/// How often pages are set anew for characters that cannot be drawn.
const PASSES: usize = 5;

/// Where the fonts are, and what it may cost.
#[derive(Debug, clap::Args)]
pub struct Task {
    /// The folder below which fonts are looked for
    #[arg(long)]
    fonts: PathBuf,
    #[command(flatten)]
    bounds: Bounds,
}

impl Task {
    /// Plays the role: JSON in, PDF out.
    ///
    /// # Errors
    /// Without fonts or limits, or where nothing can be made of the input.
    pub fn perform(&self) -> Result<(), Box<dyn Error>> {
        let fonts = Fonts::below(&self.fonts)?;
        // Within its bounds it can start no other threads.
        ThreadPoolBuilder::new()
            .num_threads(1)
            .use_current_thread()
            .build_global()?;
        self.bounds.enter()?;
        let mut content = String::new();
        io::stdin().lock().read_to_string(&mut content)?;
        let pdf = typeset(fonts, content)?;
        let mut stdout = io::stdout().lock();
        stdout.write_all(&pdf)?;
        Ok(stdout.flush()?)
    }
}

/// A character that no font draws would be an empty box: it is spelled out, and the pages are set once more.
/// That may part others that were drawn together, so there may be a third time.
fn typeset(fonts: Fonts, content: String) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut desk = Desk::new(fonts, content)?;
    let mut pages = desk.pages()?;
    for _ in 0..PASSES {
        let undrawn = Undrawn::of(&pages);
        if undrawn.is_empty() {
            break;
        }
        desk.rewrite(|text| undrawn.spell_out(text));
        pages = desk.pages()?;
    }
    Ok(desk.pdf(&pages)?)
}
