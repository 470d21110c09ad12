//! The journal of what was deployed here: by whom, how it ended, and how well deploying goes.

mod handlers;
mod model;
mod summary;

pub use handlers::routes;
pub use model::{Deployment, Ending, NewDeployment, Verdict};
pub use summary::{DAYS, Summary};
