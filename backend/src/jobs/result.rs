//! The file that a job made, for whoever asks for it.

use chrono::Utc;
use data_encoding::HEXLOWER;
use uuid::Uuid;

use super::JobRow;
use crate::app::App;
use crate::error::Error;
use crate::http::content::Content;
use crate::storage::Key;

/// The result of a job, for whoever asked for it and still sees it.
///
/// # Errors
/// [`Error::NotFound`], also for everybody else; `not_finished`, [`Error::Gone`].
pub async fn result(app: &App, id: Uuid, user: Uuid) -> Result<Content, Error> {
    let load = move |conn: &mut _| JobRow::visible_to(conn, id, user);
    let job = app.db.read(load).await?;
    if job.is_of(user) {
        job.into_content()
    } else {
        Err(Error::NotFound)
    }
}

impl JobRow {
    /// The result, to be saved under its name.
    ///
    /// # Errors
    /// `not_finished` while the job may still make it, [`Error::Gone`] once it has expired,
    /// [`Error::NotFound`] where there is none and never will be.
    fn into_content(self) -> Result<Content, Error> {
        if !self.is_final() {
            return Err(Error::Conflict(
                "not_finished",
                "This job has not ended yet.",
            ));
        }
        let (Some(name), Some(expires_at)) = (self.result_name, self.result_expires_at) else {
            return Err(Error::NotFound);
        };
        let object = self.result_object.filter(|_| Utc::now() < expires_at);
        Ok(Content {
            key: Key::Result(object.ok_or(Error::Gone)?),
            size: self.result_size.unwrap_or_default().unsigned_abs(),
            sha256: HEXLOWER.encode(&self.result_sha256.unwrap_or_default()),
            media_type: self.result_media_type.unwrap_or_default(),
            name,
            created_at: self.finished_at.unwrap_or(self.created_at),
            attachment: true,
        })
    }

    /// Whether this user asked for it.
    pub(super) fn is_of(&self, user: Uuid) -> bool {
        self.user_id == Some(user)
    }

    fn is_final(&self) -> bool {
        self.finished_at.is_some()
    }
}
