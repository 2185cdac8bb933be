//! Image -> what a page needs to know of it: whether it hides what is below, and the colour of a very small one.

use hayro_interpret::{Image, ImageData};

use super::backdrop::Colour;

/// Images of more points than this are not decoded.
const MOST_POINTS: u32 = 4_096;

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
    if small && is_opaque(image) {
        raster.with_rgba(|data, _| mean = mean_of(&data), None);
    }
    mean
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
