//! The connection on which messages arrive.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use redis::aio::{PubSubSink, PubSubStream};
use redis::{Msg, RedisResult, Value};
use tokio::time::{interval, sleep};

use super::channel::{Channel, Listeners, News};
use super::link::{Link, in_time};

/// How often a connection is asked whether it still stands: one that fell silent looks like one on
/// which nothing happens.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// The pause before another try, where only this connection broke.
const PAUSE: Duration = Duration::from_secs(1);

/// Subscribes again and again, whenever Redis answers.
pub(super) async fn keep(link: Arc<Link>, listeners: Arc<Listeners>, prefix: String) {
    loop {
        link.wait_until_up().await;
        let Err(error) = hear(&link, &listeners, &prefix).await;
        // A Redis that is gone is noticed here, before a request stumbles over it.
        if link.answers().await {
            log::warn!("the subscription to Redis broke: {error}");
            sleep(PAUSE).await;
        }
    }
}

/// Passes on what arrives, until the connection breaks.
async fn hear(link: &Link, listeners: &Listeners, prefix: &str) -> RedisResult<Infallible> {
    let (mut sink, mut messages) = subscribe(link, prefix).await?;
    listeners.tell_of_a_gap();
    let mut heartbeat = interval(HEARTBEAT);
    loop {
        tokio::select! {
            message = messages.next() => {
                let message = message.ok_or((redis::ErrorKind::Io, "it was closed"))?;
                pass_on(&message, listeners, prefix);
            }
            _ = heartbeat.tick() => {
                in_time(sink.ping::<Value>()).await?;
            }
        }
    }
}

fn pass_on(message: &Msg, listeners: &Listeners, prefix: &str) {
    let name = message.get_channel_name();
    let mut channels = Channel::ALL.into_iter();
    let channel = channels.find(|channel| channel.name(prefix) == name);
    let text = std::str::from_utf8(message.get_payload_bytes());
    if let (Some(channel), Ok(text)) = (channel, text) {
        listeners.tell(channel, News::Message(text));
    }
}

async fn subscribe(link: &Link, prefix: &str) -> RedisResult<(PubSubSink, PubSubStream)> {
    let names = Channel::ALL.map(|channel| channel.name(prefix));
    let (mut sink, messages) = in_time(link.client().get_async_pubsub()).await?.split();
    in_time(sink.subscribe(&names)).await?;
    Ok((sink, messages))
}
