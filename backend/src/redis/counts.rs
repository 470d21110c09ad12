//! Counts that all instances share.

use data_encoding::HEXLOWER;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::Redis;
use super::link::{Link, script};

/// One more, unless that would be too many; then how long until the count begins anew, in milliseconds.
const COUNT: &str = "if tonumber(redis.call('GET', KEYS[1]) or 0) >= tonumber(ARGV[1]) then return redis.call('PTTL', KEYS[1]) end \
    if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

/// One less, unless the window has ended meanwhile.
const GIVE_BACK: &str = "if tonumber(redis.call('GET', KEYS[1]) or 0) > 0 then return redis.call('DECR', KEYS[1]) end return 0";

/// Something that was counted.
pub struct Count {
    redis: Redis,
    key: String,
}

impl Redis {
    /// Counts one under `name`, which all instances spell alike. The window of `length` begins with its
    /// first count. Nothing where Redis does not answer.
    ///
    /// # Errors
    /// More than `limit`: how long the window still lasts. Nothing was counted.
    pub async fn count(
        &self,
        name: &str,
        limit: u64,
        length: Duration,
    ) -> Result<Option<Count>, Duration> {
        let key = self.key(name);
        let mut count = script(COUNT, &key);
        count.arg(limit).arg(length.as_millis() as u64);
        match self.0.link.run::<u64>(&count).await {
            None => Ok(None),
            Some(0) => Ok(Some(Count {
                redis: self.clone(),
                key,
            })),
            Some(left) => Err(Duration::from_millis(left)),
        }
    }

    /// Names are made of addresses, which are nobody's business: Redis sees their SHA-256.
    fn key(&self, name: &str) -> String {
        let hash = HEXLOWER.encode(&Sha256::digest(name));
        format!("{}count:{hash}", self.0.prefix)
    }
}

impl Count {
    /// Takes it off again, in the background.
    pub fn give_back(&self) {
        let link: Arc<Link> = Arc::clone(&self.redis.0.link);
        let give_back = script(GIVE_BACK, &self.key);
        let thread = self.redis.0.thread.handle();
        thread.spawn(async move { link.run::<u64>(&give_back).await });
    }
}
