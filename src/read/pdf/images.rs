//! Image -> what a page needs to know of it: whether it hides what is below, and the colour of a very small one.

use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::Stream;
use hayro_interpret::{Image, ImageData};

use super::backdrop::Colour;
use super::limits;

/// Images of more points than this are not decoded.
const MOST_POINTS: u32 = 4_096;

/// Bytes that so many points take, with something to spare.
const MOST_BYTES: usize = 1 << 16;

/// True if nothing below the image is seen: it has no mask.
pub(super) fn is_opaque(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else { return false };
    let dict = raster.stream().dict();
    ["SMask", "Mask", "SMaskInData"].iter().all(|key| !dict.contains_key(key.as_bytes()))
}

/// The mean colour of a small image; `None` if it is not known.
pub(super) fn colour(image: &Image<'_, '_>) -> Colour {
    let small = image.width().saturating_mul(image.height()) <= MOST_POINTS;
    let Image::Raster(raster) = image else { return None };
    let mut mean = None;
    if small && is_opaque(image) && is_decoded_quickly(raster.stream()) {
        raster.with_rgba(|data, _| mean = mean_of(&data), None);
    }
    mean
}

/// True for an image whose stream is as small as it says.
fn is_decoded_quickly(stream: &Stream<'_>) -> bool {
    let plain = |filter: &Filter| {
        !matches!(
            filter,
            Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode | Filter::DctDecode
        )
    };
    stream.filters().iter().all(plain) && limits::is_decodable(stream, MOST_BYTES)
}

fn mean_of(data: &ImageData) -> Colour {
    let (bytes, channels) = match data {
        ImageData::Rgb(rgb) => (&rgb.data, 3),
        ImageData::Luma(luma) => (&luma.data, 1),
    };
    let points = bytes.len() / channels;
    let mean = |channel: usize| {
        let sum: u64 = bytes.iter().skip(channel).step_by(channels).map(|byte| u64::from(*byte)).sum();
        sum as f32 / points as f32 / 255.0
    };
    (points > 0).then(|| std::array::from_fn(|channel| mean(channel.min(channels - 1))))
}
