//! The limits that a child puts on itself before it reads a byte. They cannot be taken back.

use std::io;

/// What a child may use at most.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Bounds {
    /// Bytes of address space
    #[arg(long)]
    memory: u64,
    /// Seconds of processor time
    #[arg(long)]
    seconds: u64,
}

impl Bounds {
    /// Bounds what this process may use, and what becomes of it without its parent.
    ///
    /// Other systems than Linux know only part of this: there the parent's deadline and its bound on the
    /// answer have to do.
    ///
    /// # Errors
    /// Those of the system; nothing may be parsed then.
    pub fn enter(self) -> io::Result<()> {
        enter(self.memory, self.seconds)
    }
}

#[cfg(target_os = "linux")]
fn enter(memory: u64, seconds: u64) -> io::Result<()> {
    use rustix::process::{
        Resource, Signal, getpriority_process, set_parent_process_death_signal, setpriority_process,
    };
    use rustix::thread::set_no_new_privs;

    // Its parent is the thread that started it: one of a runtime, which lives as long as the process.
    set_parent_process_death_signal(Some(Signal::KILL))?;
    set_no_new_privs(true)?;
    // Who is more polite already, as on a machine that runs us beside others, may not be less so.
    setpriority_process(None, getpriority_process(None)?.max(10))?;
    bound(Resource::As, memory)?;
    bound(Resource::Cpu, seconds)?;
    bound(Resource::Core, 0)?;
    // What is open stays open; nothing can be opened, neither a file nor a socket.
    bound(Resource::Nofile, 0)?;
    bound(Resource::Fsize, 0)?;
    bound(Resource::Nproc, 0)
}

#[cfg(not(target_os = "linux"))]
fn enter(_memory: u64, _seconds: u64) -> io::Result<()> {
    Ok(())
}

/// Past the first limit the system sends a signal that names the reason; a second later it kills.
#[cfg(target_os = "linux")]
fn bound(resource: rustix::process::Resource, value: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let grace = u64::from(resource == Resource::Cpu);
    let limits = Rlimit {
        current: Some(value),
        maximum: Some(value + grace),
    };
    Ok(setrlimit(resource, limits)?)
}
