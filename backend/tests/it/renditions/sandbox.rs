//! What a child can see and do.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use futures_util::{StreamExt, stream};

use super::marked::{Marked, assert_ends, bounds, wait_until_bounded};

/// Looks at a child that waits for its document.
async fn looked_at<T>(look: impl FnOnce(u32) -> T) -> T {
    let marked = Marked::new();
    let waits = marked
        .renderer
        .text("text/plain", stream::pending().boxed());
    // While it waits: a future that was not the first is dropped before anything else is done.
    let seen = async { look(marked.child().await) };
    tokio::select! {
        _ = waits => panic!("nothing arrives"),
        seen = seen => seen,
    }
}

fn told(child: u32, what: &str) -> String {
    fs::read_to_string(format!("/proc/{child}/{what}")).expect("it runs")
}

#[tokio::test]
async fn it_sees_nothing_of_its_parents_environment() {
    assert!(!told(std::process::id(), "environ").is_empty());
    assert_eq!(looked_at(|child| told(child, "environ")).await, "");
}

#[tokio::test]
async fn it_can_open_nothing_write_no_file_and_start_nobody() {
    looked_at(|child| {
        for name in ["open files", "file size", "core file size", "processes"] {
            assert!(bounds(child, &format!("Max {name}"), "0"), "{name}");
        }
        for name in ["address space", "cpu time"] {
            assert!(
                !bounds(child, &format!("Max {name}"), "unlimited"),
                "{name}"
            );
        }
        assert!(told(child, "status").contains("NoNewPrivs:\t1"));
    })
    .await;
}

#[tokio::test]
async fn it_lets_others_go_first() {
    let told = looked_at(|child| told(child, "stat")).await;
    let (_, fields) = told.rsplit_once(')').expect("a name in brackets");
    assert_eq!(fields.split_whitespace().nth(16), Some("10"));
}

#[tokio::test]
async fn it_ends_with_its_parent() {
    let script = "exec 3<&0; \"$1\" render text text/plain --memory 500000000 --seconds 60 <&3 & \
                  echo $!; wait";
    let mut parent = Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_quayside")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell");
    let mut said = BufReader::new(parent.stdout.take().expect("a pipe"));
    let mut child = String::new();
    said.read_line(&mut child).expect("its number");
    let child = child.trim().parse().expect("a number");
    wait_until_bounded(child).await;
    // Its input stays open, so that it has no other reason to end.
    let input = parent.stdin.take();
    parent.kill().expect("it runs");
    parent.wait().expect("it ended");
    assert_ends(child).await;
    drop(input);
}
