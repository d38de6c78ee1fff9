//! What is in Easy Read as JSON; absent where nothing is.

use serde_json::{Value, json};

use super::json::{markup, object, optional};
use crate::course::{EasyBlock, EasyRead, EasyWording};

/// A page's version. A block of the page stands by its place there.
pub(super) fn page(own: &EasyRead) -> Value {
    let blocks = own.blocks.iter().map(|block| match block {
        EasyBlock::Heading(text) => json!({"heading": text}),
        EasyBlock::Same(at) => json!({"same": at}),
        EasyBlock::Say { text, image } => {
            let mut inner = object([("say", markup(text))]);
            let picture = image.as_ref().map(|image| {
                let mut inner =
                    object([("alt", image.alt.as_str().into()), ("file", image.file.as_str().into())]);
                optional(&mut inner, "credit", image.credit.as_ref().map(|credit| credit.as_str().into()));
                Value::Object(inner)
            });
            optional(&mut inner, "image", picture);
            Value::Object(inner)
        }
    });
    blocks.collect()
}

/// A question's wording.
pub(super) fn wording(own: &EasyWording) -> Value {
    let options = own.options.iter().map(|option| {
        json!({"because": markup(&option.because), "id": option.id.as_str(), "text": markup(&option.text)})
    });
    let mut inner = object([("ask", markup(&own.ask)), ("options", options.collect())]);
    optional(&mut inner, "because", own.because.as_ref().map(markup));
    Value::Object(inner)
}
