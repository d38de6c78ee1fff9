//! Who may ask: pages of the preview itself, and nobody else's.
//!
//! A page of another site can send requests to this machine, and a name of another site can be made to lead here. So
//! whatever does not name our own address as its host, or comes from elsewhere, is refused before it is looked at.

use crate::machine::served::Asked;

/// The address at which the preview listens, `127.0.0.1:8080`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'a> {
    pub(super) address: &'a str,
}

impl Own<'_> {
    /// Whether a host is ours: the address, or the name that every system gives to it.
    fn is(&self, host: &str) -> bool {
        let port = self.address.rsplit(':').next().unwrap_or_default();
        host == self.address || host.strip_prefix("localhost:") == Some(port)
    }
}

/// Why a request is refused; `None` where it may be answered.
pub(super) fn refuses(asked: &Asked, own: Own<'_>) -> Option<&'static str> {
    let Some(host) = asked.host.as_deref().filter(|host| own.is(host)) else {
        return Some("this preview answers only at its own address");
    };
    let origin = asked.origin.as_deref();
    if origin.is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return Some("this preview answers only its own pages");
    }
    // A link from elsewhere may be followed; nothing may be loaded into a page of elsewhere.
    let elsewhere = asked.site.as_deref().is_some_and(|site| !["same-origin", "none"].contains(&site));
    if elsewhere && asked.mode.as_deref() != Some("navigate") {
        return Some("this preview answers only its own pages");
    }
    None
}
