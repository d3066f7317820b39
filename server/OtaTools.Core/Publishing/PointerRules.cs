using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <summary>Who may change a pointer, and what is to be said of it.</summary>
internal static class PointerRules
{
    /// <summary>Boards that have a key would take an unsigned pointer for an attack.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.PublishUnsigned"/></exception>
    public static void RequireSignature(StoredPointer before, SigningKey? key, bool unsigned, string name)
    {
        if (before.IsSigned && key is null && !unsigned)
        {
            throw new OtaToolsException(ErrorCode.PublishUnsigned, Strings.PublishUnsigned(ReleaseNames.PointerOf(name)));
        }
    }

    public static IEnumerable<string> NotesOf(StoredPointer before, SigningKey? key)
    {
        if (before.IsSigned && key is not null && !before.Manifest.IsSignedBy(key.PublicKey))
        {
            yield return Strings.PublishOtherKey(key.PublicKey.Fingerprint);
        }
    }

    /// <summary>The sentence for a change that somebody else was faster to make.</summary>
    public static OtaToolsException Raced(string name, StoredPointer? winner) => new(
        ErrorCode.PublishRaced,
        winner is null ? Strings.PublishRacedAway(ReleaseNames.PointerOf(name)) : Strings.PublishRaced(ReleaseNames.PointerOf(name), winner.State.Release, winner.Pointer.Version));
}
