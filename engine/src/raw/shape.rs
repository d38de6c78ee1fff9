//! The shape of what an author may write, as a value: names, fields, kinds, and what each is for.
//!
//! One declaration by [`authored!`] makes the Rust type, its reader and its shape together, so that messages,
//! the reference of the format and completion in an editor can never tell of another language than is read.

use crate::limits;

/// What may stand at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A text in quotes, plain or raw.
    Text,
    /// A whole number, not below nought.
    Whole,
    /// A number, perhaps with a point.
    Number,
    /// `true` or `false`.
    Truth,
    /// A list in square brackets.
    List(fn() -> Shape),
    /// Something that may be left out.
    Maybe(fn() -> Shape),
    /// A value with named fields.
    Fields(&'static Fields),
    /// One of several kinds.
    Kinds(&'static Kinds),
}

/// A value with named fields.
#[derive(Debug)]
pub(crate) struct Fields {
    /// The author's word, `Module`.
    pub(crate) name: &'static str,
    /// What it is for, line by line.
    pub(crate) says: &'static [&'static str],
    /// Its fields, in the order in which authors write them.
    pub(crate) fields: &'static [Field],
    /// A right example.
    pub(crate) example: &'static str,
    /// Whether a text can be read as this.
    #[cfg(test)]
    pub(crate) reads: fn(&str) -> bool,
}

/// A named field.
#[derive(Debug)]
pub(crate) struct Field {
    /// The author's word, `pass_mark`.
    pub(crate) name: &'static str,
    /// What it is for, line by line.
    pub(crate) says: &'static [&'static str],
    /// What may stand there.
    pub(crate) shape: fn() -> Shape,
    /// Whether something stands for it when it is left out.
    pub(crate) has_default: bool,
}

impl Field {
    /// Whether it must be written.
    pub(crate) fn required(&self) -> bool {
        !self.has_default && !matches!((self.shape)(), Shape::Maybe(_))
    }
}

/// One of several kinds.
#[derive(Debug)]
pub(crate) struct Kinds {
    /// What they are kinds of, `Block`.
    pub(crate) name: &'static str,
    /// What it is for, line by line.
    pub(crate) says: &'static [&'static str],
    /// The kinds, in the order in which help lists them.
    pub(crate) kinds: &'static [Kind],
}

/// A kind.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The author's word, `SingleChoice`.
    pub(crate) name: &'static str,
    /// What it is for, line by line.
    pub(crate) says: &'static [&'static str],
    /// What stands in its brackets, in order; nothing for a bare word.
    pub(crate) holds: &'static [fn() -> Shape],
}

/// Something that an author may write.
pub(crate) trait Authored {
    /// Its shape.
    const SHAPE: Shape;
}

impl Authored for String {
    const SHAPE: Shape = Shape::Text;
}

impl Authored for bool {
    const SHAPE: Shape = Shape::Truth;
}

impl Authored for f64 {
    const SHAPE: Shape = Shape::Number;
}

impl Authored for u8 {
    const SHAPE: Shape = Shape::Whole;
}

impl Authored for u16 {
    const SHAPE: Shape = Shape::Whole;
}

impl Authored for u32 {
    const SHAPE: Shape = Shape::Whole;
}

impl Authored for usize {
    const SHAPE: Shape = Shape::Whole;
}

impl<T: Authored> Authored for Vec<T> {
    const SHAPE: Shape = Shape::List(shape_of::<T>);
}

impl<T: Authored> Authored for Option<T> {
    const SHAPE: Shape = Shape::Maybe(shape_of::<T>);
}

impl<T: Authored> Authored for Box<T> {
    const SHAPE: Shape = T::SHAPE;
}

/// Reads a text as a type, by ron, which is the judge of good text.
pub(crate) fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ron::error::SpannedError> {
    decode_within(text, 4 * limits::NESTING)
}

/// Reads a text as a type in so many steps downwards; each bracket is one of them at least.
pub(crate) fn decode_within<T: serde::de::DeserializeOwned>(
    text: &str,
    steps: usize,
) -> Result<T, ron::error::SpannedError> {
    use ron::extensions::Extensions;
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_default_extension(Extensions::UNWRAP_NEWTYPES)
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES)
        .with_recursion_limit(steps)
        .from_str(text)
}

/// The author's word for a field: `as`, which Rust lets stand only as `r#as`.
pub(crate) const fn word(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// The shape of a type; a function, so that a block may hold a block.
pub(crate) fn shape_of<T: Authored>() -> Shape {
    T::SHAPE
}

/// Declares something that an author may write.
///
/// `struct` has fields and an example; a field with `= "path"` is filled by that function when it is left out.
/// `enum` has kinds that mostly hold something, `words` has bare words. Each needs a line of documentation: it is what
/// the reference prints.
macro_rules! authored {
    () => {};
    ($(#[doc = $says:literal])+
     struct $raw:ident $name:literal {
        $($(#[doc = $field_says:literal])+ $(#[allow($($allow:tt)+)])? $field:ident: $type:ty $(= $default:literal)?,)+
     }
     example $example:literal
     $($rest:tt)*) => {
        $(#[doc = $says])+
        #[derive(Debug, Clone, serde::Deserialize)]
        #[serde(rename = $name, deny_unknown_fields)]
        pub(crate) struct $raw {
            $($(#[doc = $field_says])+
            $(#[serde(default = $default)])?
            $(#[allow($($allow)+)])?
            pub(crate) $field: $type,)+
        }

        impl $crate::raw::shape::Authored for $raw {
            const SHAPE: $crate::raw::shape::Shape =
                $crate::raw::shape::Shape::Fields(&$crate::raw::shape::Fields {
                    name: $name,
                    says: &[$($says),+],
                    fields: &[$($crate::raw::shape::Field {
                        name: $crate::raw::shape::word(stringify!($field)),
                        says: &[$($field_says),+],
                        shape: $crate::raw::shape::shape_of::<$type>,
                        has_default: false $(|| !$default.is_empty())?,
                    }),+],
                    example: $example,
                    #[cfg(test)]
                    reads: |text| $crate::raw::shape::decode::<$raw>(text).is_ok(),
                });
        }

        $crate::raw::shape::authored! { $($rest)* }
    };
    ($(#[doc = $says:literal])+
     enum $raw:ident $name:literal {
        $($(#[doc = $kind_says:literal])+ $kind:ident $(($($type:ty),+))?,)+
     }
     $($rest:tt)*) => {
        $(#[doc = $says])+
        #[derive(Debug, Clone, serde::Deserialize)]
        #[serde(rename = $name)]
        pub(crate) enum $raw {
            $($(#[doc = $kind_says])+ $kind $(($($type),+))?,)+
        }

        impl $crate::raw::shape::Authored for $raw {
            const SHAPE: $crate::raw::shape::Shape =
                $crate::raw::shape::Shape::Kinds(&$crate::raw::shape::Kinds {
                    name: $name,
                    says: &[$($says),+],
                    kinds: &[$($crate::raw::shape::Kind {
                        name: stringify!($kind),
                        says: &[$($kind_says),+],
                        holds: &[$($($crate::raw::shape::shape_of::<$type>),+)?],
                    }),+],
                });
        }

        $crate::raw::shape::authored! { $($rest)* }
    };
    ($(#[doc = $says:literal])+
     words $raw:ident $name:literal {
        $($(#[doc = $kind_says:literal])+ $kind:ident $(($type:ty))?,)+
     }
     $($rest:tt)*) => {
        $(#[doc = $says])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
        #[serde(rename = $name)]
        pub(crate) enum $raw {
            $($(#[doc = $kind_says])+ $kind $(($type))?,)+
        }

        impl $crate::raw::shape::Authored for $raw {
            const SHAPE: $crate::raw::shape::Shape =
                $crate::raw::shape::Shape::Kinds(&$crate::raw::shape::Kinds {
                    name: $name,
                    says: &[$($says),+],
                    kinds: &[$($crate::raw::shape::Kind {
                        name: stringify!($kind),
                        says: &[$($kind_says),+],
                        holds: &[$($crate::raw::shape::shape_of::<$type>)?],
                    }),+],
                });
        }

        $crate::raw::shape::authored! { $($rest)* }
    };
}

pub(crate) use authored;
