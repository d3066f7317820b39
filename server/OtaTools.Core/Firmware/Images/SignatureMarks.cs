namespace OtaTools.Core.Firmware.Images;

/// <summary>Signatures of ESP-IDF behind an app ("Secure Boot" in its documentation): named, not verified; that needs the key in the chip.</summary>
internal static class SignatureMarks
{
    private const int FirstVersionLength = 68, Sector = 4096;
    private const byte SectorMagic = 0xE7, Rsa = 2, Ecdsa = 3;

    /// <param name="end">Bytes of the image, where the input stands now.</param>
    /// <param name="behind">Bytes behind it.</param>
    /// <returns>The scheme by its name; null where there is none.</returns>
    public static async ValueTask<string?> FindAsync(ImageInput input, long end, long behind, CancellationToken cancellationToken)
    {
        if (behind == FirstVersionLength)
        {
            await input.FillAsync(4, cancellationToken);
            return input.Window.StartsWith("\0\0\0\0"u8) ? "Secure Boot v1" : null;
        }

        var padding = (int)((Sector - (end % Sector)) % Sector);
        if (behind < padding + 2)
        {
            return null;
        }

        await input.FillAsync(padding + 2, cancellationToken);
        return input.Window.Length < padding + 2 || input.Window[padding] != SectorMagic
            ? null
            : input.Window[padding + 1] switch
            {
                Rsa => "Secure Boot v2, RSA",
                Ecdsa => "Secure Boot v2, ECDSA",
                _ => null,
            };
    }
}
