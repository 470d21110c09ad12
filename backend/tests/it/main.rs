//! Quayside's stories, told by actors, against a real PostgreSQL and a real object store.
//!
//! `scripts/test` starts what they need and says where it is. Every answer that an actor receives is
//! held against the contract.

mod contract;
mod coverage;
mod harness;
mod storage;

mod access;
mod activity;
mod auth;
mod deployments;
mod documents;
mod durability;
mod events;
mod exports;
mod host_and_headers;
mod idempotency;
mod integrity;
mod jobs;
mod json_bodies;
mod mail;
mod members;
mod memory;
mod migrations;
mod outage;
mod process;
mod projects;
mod redis;
mod renditions;
mod reports;
mod search;
mod sweep;
mod users;
mod webhooks;
