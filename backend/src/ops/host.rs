//! Which machine this is.

/// The machine's own name; in a container, the container's.
pub fn name() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}
