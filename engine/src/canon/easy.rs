//! What is in Easy Read as JSON; absent where nothing is.

use super::json::markup;
use super::value::{Json, object};
use crate::course::{EasyBlock, EasyModule, EasyRead, EasyWording};

/// What a module itself says.
pub(super) fn module(own: &EasyModule) -> Json<'_> {
    let summary = own.summary.iter().map(markup).collect();
    object([("summary", summary), ("title", own.title.as_str().into())]).done()
}

/// A page's version, its title apart. A block of the page stands by its place there.
pub(super) fn page(own: &EasyRead) -> Json<'_> {
    let blocks = own.blocks.iter().map(|block| match block {
        EasyBlock::Heading(text) => object([("heading", text.as_str().into())]).done(),
        EasyBlock::Same(at) => object([("same", (*at).into())]).done(),
        EasyBlock::Say { text, image } => {
            let mut inner = object([("say", markup(text))]);
            let picture = image.as_ref().map(|image| {
                let mut inner =
                    object([("alt", image.alt.as_str().into()), ("file", image.file.as_str().into())]);
                inner.optional("credit", image.credit.as_ref().map(|credit| credit.as_str().into()));
                inner.done()
            });
            inner.optional("image", picture);
            inner.done()
        }
    });
    blocks.collect()
}

/// A question's wording.
pub(super) fn wording(own: &EasyWording) -> Json<'_> {
    let options = own.options.iter().map(|option| {
        object([
            ("because", markup(&option.because)),
            ("id", option.id.as_str().into()),
            ("text", markup(&option.text)),
        ])
        .done()
    });
    let mut inner = object([("ask", markup(&own.ask)), ("options", options.collect())]);
    inner.optional("because", own.because.as_ref().map(markup));
    inner.done()
}
