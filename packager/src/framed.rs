//! Which pages may frame a course and keep its record, where it is packed for such a page (docs/embedding.md).
//!
//! They are named by their origins, letter for letter as a browser names them, since the player compares the two. An
//! origin that no browser would ever say is refused here: with it the course would find nobody, and say nothing of why.

use crate::profile::{HOST, Profile};

/// What is wrong with the origins of the pages that may frame a package of this profile; `None` where nothing is.
#[must_use]
pub fn hosts_fault(profile: &Profile, hosts: &[String]) -> Option<String> {
    if profile.name != HOST && !hosts.is_empty() {
        let own = profile.name;
        return Some(format!(
            "`--host` names pages that keep the record themselves; write `--profile host`, not `{own}`"
        ));
    }
    let odd = hosts.iter().find(|origin| !is_origin(origin))?;
    Some(format!(
        "`{odd}` is not how a browser names the origin of a page; write `https://portal.your-trust.nhs.uk`, with \
         small letters and no path (`http://localhost:8000` will do for a trial)"
    ))
}

/// Whether a browser would name a page's origin so, and the way to it is encrypted or within this machine.
fn is_origin(text: &str) -> bool {
    let (secure, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return false,
    };
    let (name, port) = rest.split_once(':').map_or((rest, None), |(name, port)| (name, Some(port)));
    let default = if secure { 443 } else { 80 };
    // A browser leaves out the port that goes without saying, and zeros in front.
    let is_said = |port: &str| {
        port.parse::<u16>().is_ok_and(|own| own.to_string() == port && ![0, default].contains(&own))
    };
    let part = |part: &str| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty() && part.bytes().all(plain) && !part.starts_with('-') && !part.ends_with('-')
    };
    name.split('.').all(part)
        && port.is_none_or(is_said)
        && (secure || ["localhost", "127.0.0.1"].contains(&name))
}

#[cfg(test)]
mod tests {
    use super::{hosts_fault, is_origin};
    use crate::profile::Profile;

    #[test]
    fn an_origin_is_what_a_browser_says() {
        for good in [
            "https://portal.example",
            "https://a-b.c1.example:8443",
            "https://localhost",
            "http://localhost:8000",
            "http://127.0.0.1",
        ] {
            assert!(is_origin(good), "{good}");
        }
        for bad in [
            "",
            "*",
            "null",
            "portal.example",
            "https://",
            "https://Portal.example",
            "https://portal.example/",
            "https://portal.example/lms",
            "https://portal.example:443",
            "https://portal.example:0",
            "https://portal.example:08443",
            "https://portal.example:99999",
            "https://me@portal.example",
            "https://*.example",
            "https://pörtal.example",
            "https://.example",
            "http://portal.example",
            "http://localhost:80",
            "file://",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }

    #[test]
    fn pages_are_named_for_their_profile_alone() {
        let named = |name: &str| Profile::named(name).expect("a profile");
        let hosts = ["https://portal.example".to_owned()];
        assert_eq!(hosts_fault(named("host"), &hosts), None);
        assert_eq!(hosts_fault(named("host"), &[]), None);
        assert_eq!(hosts_fault(named("moodle"), &[]), None);
        let fault = hosts_fault(named("moodle"), &hosts).expect("refused");
        assert!(fault.contains("write `--profile host`, not `moodle`"), "{fault}");
        let fault = hosts_fault(named("host"), &["https://portal.example/".to_owned()]).expect("refused");
        assert!(fault.starts_with("`https://portal.example/` is not how a browser"), "{fault}");
    }
}
