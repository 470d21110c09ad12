//! The session cookie by hand, for stories in which two tabs or two machines hold the same one.

use reqwest::Method;

use super::{Client, Reply};

impl Reply {
    /// The session cookie as a browser would send it back.
    #[track_caller]
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        assert!(
            set.starts_with("quayside_session="),
            "no session cookie: {self:?}"
        );
        set.split(';').next().unwrap_or_default().to_owned()
    }
}

impl Client {
    /// A POST from our own pages with this cookie. To be sent by a client that has none of its own.
    pub(crate) async fn post_with_cookie(&self, path: &str, cookie: &str) -> Reply {
        let request = self
            .request(Method::POST, path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Cookie", cookie);
        self.send(request).await
    }

    /// The next access token, by this cookie.
    pub(crate) async fn refresh(&self, cookie: &str) -> Reply {
        self.post_with_cookie("/api/v1/auth/refresh", cookie).await
    }
}
