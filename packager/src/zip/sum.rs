//! The package's own SHA-256, reckoned beside the writing where there is much of it and the caller has a thread for it.
//!
//! One thread reads and writes while another hashes what was written; nothing of it decides about a byte. Where no
//! thread is to be had, as in WebAssembly, the one that writes hashes too.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

use sha2::{Digest as _, Sha256};

use crate::error::PackError;
use crate::watch::Watch;

/// Bytes from which a second thread is worth its start.
const BESIDE: u64 = 4_000_000;
/// Blocks that may wait for the other thread.
const WAITING: usize = 8;

/// Takes what is written, in order.
pub(super) enum Sum<'a> {
    /// Hashed at once.
    Here(&'a mut Sha256),
    /// Sent to the thread that hashes, which sends back what it is done with.
    Beside(SyncSender<Vec<u8>>, Receiver<Vec<u8>>),
}

impl Sum<'_> {
    /// Takes a block, and gives one that can be filled anew, of any length.
    pub(super) fn take(&mut self, block: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Here(sum) => {
                sum.update(&block);
                block
            }
            Self::Beside(full, empty) => {
                full.send(block).expect("who hashes ends after who writes");
                empty.try_recv().unwrap_or_default()
            }
        }
    }
}

/// Does work that writes about so many bytes; with the SHA-256 of what it gave to the [`Sum`].
///
/// # Errors
/// Those of the work.
pub(super) fn summed<T>(
    bytes: u64,
    watch: &dyn Watch,
    work: impl FnOnce(&mut Sum<'_>) -> Result<T, PackError>,
) -> Result<(T, [u8; 32]), PackError> {
    let (full, blocks) = sync_channel::<Vec<u8>>(WAITING);
    let (back, empty) = channel();
    let (tell, told) = channel();
    let hashing = move || {
        let mut sum = Sha256::new();
        for block in blocks {
            sum.update(&block);
            // Nobody takes it back when the work is done.
            let _taken = back.send(block).is_ok();
        }
        // Nobody asks for it when the work has failed.
        let _asked = tell.send(sum.finalize().into()).is_ok();
    };
    if bytes < BESIDE || !watch.beside(Box::new(hashing)) {
        let mut sum = Sha256::new();
        return work(&mut Sum::Here(&mut sum)).map(|done| (done, sum.finalize().into()));
    }
    // The work's end closes the way to the other thread, which then tells its sum.
    let done = work(&mut Sum::Beside(full, empty))?;
    Ok((done, told.recv().expect("hashing does not fail")))
}
