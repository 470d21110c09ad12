//! Log lines: for people on a terminal, or one JSON object each for machines. Both name the request.

use std::io::Write;

use chrono::{SecondsFormat, Utc};
use env_logger::fmt::Formatter;
use log::Record;
use log::kv::{Error, Key, Value, VisitSource};
use serde_json::{Map, json};

use crate::config::{Config, LogFormat};
use crate::http::request_id;

/// Starts logging as `LOG_FORMAT` and `RUST_LOG` say. A second call changes nothing.
pub fn start(config: &Config) {
    let mut builder = env_logger::Builder::new();
    builder.parse_filters(&config.log_filter);
    match config.log_format {
        LogFormat::Text => builder.format(text),
        LogFormat::Json => builder.format(json_line),
    };
    if builder.try_init().is_err() {
        log::debug!("logging was started before");
    }
}

fn text(out: &mut Formatter, record: &Record<'_>) -> std::io::Result<()> {
    let time = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let style = out.default_level_style(record.level());
    write!(
        out,
        "{time} {style}{:5}{style:#} {}",
        record.level(),
        record.args()
    )?;
    let mut fields = Fields(Map::new());
    if record.key_values().visit(&mut fields).is_ok() {
        for (name, value) in fields
            .0
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "method" | "path" | "status"))
        {
            write!(out, " {name}={value}")?;
        }
    }
    let id = request_id::current();
    if id.is_empty() {
        writeln!(out)
    } else {
        writeln!(out, " request_id={id}")
    }
}

fn json_line(out: &mut Formatter, record: &Record<'_>) -> std::io::Result<()> {
    let mut fields = Fields(Map::new());
    // A field that cannot be read is left out; the line is worth more than the field.
    let _ = record.key_values().visit(&mut fields);
    let mut line = fields.0;
    line.insert(
        "time".to_owned(),
        json!(Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true)),
    );
    line.insert(
        "level".to_owned(),
        json!(record.level().as_str().to_lowercase()),
    );
    line.insert("target".to_owned(), json!(record.target()));
    line.insert("message".to_owned(), json!(record.args().to_string()));
    let id = request_id::current();
    if !id.is_empty() {
        line.insert("request_id".to_owned(), json!(id));
    }
    writeln!(out, "{}", serde_json::Value::Object(line))
}

struct Fields(Map<String, serde_json::Value>);

impl<'kvs> VisitSource<'kvs> for Fields {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let value = serde_json::to_value(&value).unwrap_or_else(|_| json!(value.to_string()));
        self.0.insert(key.to_string(), value);
        Ok(())
    }
}
