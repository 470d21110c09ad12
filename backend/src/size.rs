//! Sizes as people say them, with the same words as in the browser.

/// Such as "12.4 MB".
pub(crate) fn in_words(bytes: i64) -> String {
    if bytes < 1000 {
        return format!("{bytes} {}", if bytes == 1 { "byte" } else { "bytes" });
    }
    let mut value = bytes as f64 / 1000.0;
    let mut units = ["KB", "MB", "GB", "TB"].into_iter().peekable();
    let mut unit = units.next().unwrap_or_default();
    // 999.95 would be shown as 1000.0
    while let (true, Some(larger)) = (value >= 999.95, units.next()) {
        value /= 1000.0;
        unit = larger;
    }
    format!("{value:.1} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_decimal_and_no_thousands() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1.0 KB"),
            (999_949, "999.9 KB"),
            (999_950, "1.0 MB"),
            (12_400_000, "12.4 MB"),
            (5_000_000_000_000_000, "5000.0 TB"),
        ] {
            assert_eq!(in_words(bytes), words);
        }
    }
}
