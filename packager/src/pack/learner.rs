//! The learner's page of a package, in one file or with its files beside it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::Course;
use bona_engine::slots::Layout;

use crate::bundle::{Media, MediaSource, read};
use crate::error::PackError;
use crate::identity::Identity;
use crate::page::{self, Adapter, Assets, PageJob};
use crate::profile::Profile;
use crate::standard::{Form, SINGLE_MAX};
use crate::view::asked_opinions;
use crate::watch::Watch;
use crate::{data, easy, player};

/// What the learner's page is made of.
pub(super) struct LearnerPage<'a> {
    pub(super) course: &'a Course,
    pub(super) identity: &'a Identity,
    pub(super) profile: &'a Profile,
    pub(super) layout: &'a Layout,
    /// Whether it is only to be read, where no script runs.
    pub(super) reading: bool,
    pub(super) watch: &'a dyn Watch,
}

impl LearnerPage<'_> {
    /// The page in one form, and its data.
    pub(super) fn in_form(
        &self,
        form: Form,
        pictures: &dyn Fn() -> Result<BTreeMap<String, String>, PackError>,
    ) -> Result<(String, String), PackError> {
        let Self { course, identity, profile, layout, reading, watch } = *self;
        let (inside, script, style);
        let (adapter, assets) = match form {
            Form::Linked(adapter) => (adapter, Assets::Linked),
            Form::Single => {
                inside = pictures()?;
                let easy = !identity.easy_only && easy::is_in(course);
                script = player::whole_script(asked_opinions(course).is_some(), easy);
                style = easy::style(course);
                let assets = Assets::Inlined { pictures: &inside, css: &style, js: &script };
                (Adapter::DeviceOnly, assets)
            }
        };
        // Canonical, so that no other crate's wish for another order of keys changes a byte here.
        let data =
            serde_json_canonicalizer::to_string(&data::block(course, identity, adapter, profile, layout))
                .expect("texts and whole numbers always have a canonical form");
        let job = PageJob { course, identity, adapter, assets, data: &data, reading, watch };
        let document = page::document(&job)?;
        Ok((document, data))
    }
}

/// Whether a file is a picture; `check` has seen that its ending tells.
fn is_picture(media: &&Media) -> bool {
    [".png", ".jpg", ".jpeg"].iter().any(|ending| media.path.ends_with(ending))
}

/// The pictures as `data:` addresses, for a package that is one page.
pub(super) fn inlined(
    all: &[Media],
    source: &dyn MediaSource,
    watch: &dyn Watch,
) -> Result<BTreeMap<String, String>, PackError> {
    let size = all.iter().filter(is_picture).map(|media| media.len).sum();
    if SINGLE_MAX < size {
        // Before any of it is held in memory.
        return Err(PackError::TooLarge { format: "html-single", size, limit: SINGLE_MAX });
    }
    let one = |media: &Media| {
        let bytes = read(media, source, watch)?;
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            [0xff, 0xd8, ..] => "image/jpeg",
            _ => return Err(PackError::NotAPicture(media.path.clone())),
        };
        Ok((media.path.clone(), format!("data:{kind};base64,{}", STANDARD.encode(bytes))))
    };
    all.iter().filter(is_picture).map(one).collect()
}
