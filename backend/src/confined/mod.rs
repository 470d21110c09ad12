//! Work on what nobody vouches for, in a child process that bounds itself first.
//!
//! A child is this binary in a hidden role. It gets its input on standard input and answers on standard
//! output; it has no environment and so no secrets, and once it has bounded itself ([`Bounds::enter`]) it
//! can open neither files nor connections. When its time is over, or nobody waits for it any more, it is
//! killed. Callers hold what `App::turn_to_render` gives meanwhile: that many may run at once.

mod process;
mod program;
mod sandbox;

pub use process::Broken;
pub use program::Program;
pub use sandbox::Bounds;
