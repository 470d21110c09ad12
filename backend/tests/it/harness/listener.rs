//! Somebody who is told what happens.

use std::collections::VecDeque;
use std::time::Duration;

use reqwest::{Method, Response};
use serde_json::Value;
use tokio::time::timeout;

use super::{Client, SOON, TestApp};

/// An open event stream.
pub(crate) struct Listener {
    response: Response,
    ahead: String,
    frames: VecDeque<Frame>,
    /// The id of the last frame that arrived, as a client keeps it.
    pub(crate) last: String,
}

/// What a stream said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heard {
    pub(crate) id: i64,
    pub(crate) event: String,
    pub(crate) data: Value,
}

#[derive(Debug, Default)]
struct Frame {
    id: String,
    event: String,
    data: String,
    comment: String,
}

impl TestApp {
    /// Nothing has happened yet: the next event is the first.
    pub(crate) fn forget_events(&self) {
        self.database.execute("TRUNCATE events RESTART IDENTITY");
    }
}

impl Client {
    /// Listens from now on.
    pub(crate) async fn listen(&self) -> Listener {
        let mut listener = self.listen_behind(None).await;
        // The first frame says where the stream begins: what happens from now on is told.
        listener.frame().await.expect("a first frame");
        listener
    }

    /// Comes back, with the id of the last frame that it got.
    pub(crate) async fn listen_after(&self, id: &str) -> Listener {
        self.listen_behind(Some(id)).await
    }

    async fn listen_behind(&self, id: Option<&str>) -> Listener {
        let mut request = self.request(Method::GET, "/api/v1/events");
        if let Some(id) = id {
            request = request.header("Last-Event-ID", id);
        }
        let response = self.open(request).await;
        assert_eq!(response.status(), 200);
        Listener {
            response,
            ahead: String::new(),
            frames: VecDeque::new(),
            last: String::new(),
        }
    }
}

impl Listener {
    /// The next event, which must come soon.
    pub(crate) async fn hears(&mut self) -> Heard {
        let event = async {
            loop {
                let frame = self.frame().await.expect("the stream goes on");
                if !frame.event.is_empty() {
                    return frame.heard();
                }
            }
        };
        timeout(SOON * 2, event).await.expect("something happens")
    }

    /// So many events.
    pub(crate) async fn hears_of(&mut self, count: usize) -> Vec<Heard> {
        let mut heard = Vec::new();
        while heard.len() < count {
            heard.push(self.hears().await);
        }
        heard
    }

    /// The next heartbeat; no event comes before it.
    pub(crate) async fn hears_a_heartbeat(&mut self) {
        loop {
            let frame = self.frame().await.expect("the stream goes on");
            assert_eq!(frame.event, "", "{frame:?}");
            if frame.comment == "heartbeat" {
                return;
            }
        }
    }

    /// The events up to the end of the stream, which must come in time.
    pub(crate) async fn hears_the_end(&mut self, within: Duration) -> Vec<String> {
        let mut events = Vec::new();
        let all = async {
            while let Some(frame) = self.frame().await {
                events.extend(Some(frame.event).filter(|event| !event.is_empty()));
            }
        };
        timeout(within, all).await.expect("the stream ends");
        events
    }

    async fn frame(&mut self) -> Option<Frame> {
        while self.frames.is_empty() {
            let chunk = self.response.chunk().await.ok().flatten()?;
            self.ahead += std::str::from_utf8(&chunk).expect("text");
            while let Some((frame, rest)) = self.ahead.split_once("\n\n") {
                self.frames.push_back(Frame::read(frame));
                self.ahead = rest.to_owned();
            }
        }
        let frame = self.frames.pop_front()?;
        self.last.clone_from(&frame.id);
        Some(frame)
    }
}

impl Heard {
    /// What changed how, in one word or two: `document added`, `job running`.
    pub(crate) fn words(&self) -> String {
        let how = ["change", "state"]
            .iter()
            .find_map(|name| self.data[*name].as_str());
        format!("{} {}", self.event, how.unwrap_or_default())
    }

    /// The id of what it is about.
    pub(crate) fn about(&self) -> &str {
        self.data["id"].as_str().expect("an id")
    }
}

impl Frame {
    fn heard(self) -> Heard {
        Heard {
            id: self.id.parse().expect("a number"),
            event: self.event,
            data: serde_json::from_str(&self.data).expect("JSON"),
        }
    }

    fn read(text: &str) -> Self {
        let mut frame = Self::default();
        for line in text.lines() {
            let (name, value) = line.split_once(": ").expect("a field");
            let field = match name {
                "id" => &mut frame.id,
                "event" => &mut frame.event,
                "data" => &mut frame.data,
                "" => &mut frame.comment,
                name => panic!("{name}: no field of ours"),
            };
            value.clone_into(field);
        }
        frame
    }
}
