//! Quayside: a team's file desk.
//!
//! Read the modules in this order: what a process is made of (`config`, `app`), what it stands on
//! (`db`, `storage`, `threads`, `redis`, `confined`), how it speaks (`error`, `http`, `router`, `server`), and then the rooms, one
//! per noun, each with `mod.rs` (its door), `handlers.rs` (speaks HTTP) and `model.rs` (speaks SQL).

pub mod app;
pub mod config;
pub mod confined;
pub mod db;
pub mod error;
pub mod http;
pub mod logging;
pub mod metrics;
pub mod redis;
pub mod router;
#[expect(missing_docs, reason = "it is generated")]
pub mod schema;
pub mod server;
mod size;
pub mod storage;
pub mod threads;

pub mod activity;
pub mod admin;
pub mod auth;
pub mod deployments;
pub mod documents;
pub mod events;
pub mod exports;
pub mod integrity;
pub mod jobs;
pub mod mail;
pub mod members;
pub mod ops;
pub mod projects;
pub mod renditions;
pub mod reports;
pub mod search;
pub mod stamp;
pub mod status;
pub mod users;
pub mod webhooks;
