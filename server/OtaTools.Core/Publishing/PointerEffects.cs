using OtaTools.Core.Firmware.Releases;

namespace OtaTools.Core.Publishing;

/// <summary>What boards make of a pointer that changed, in words.</summary>
internal static class PointerEffects
{
    /// <param name="isBack">To a release that was published before the one that was current.</param>
    public static string OfPromoting(PointerState before, PointerState after, bool isBack) =>
        before.Release != after.Release ? Joined(Strings.EffectOther(after.Version, PercentOf(after)), isBack ? WhatOfNewer(after) : "")
        : after.Share > before.Share ? Strings.EffectRaised(PercentOf(before), PercentOf(after))
        : after.Share < before.Share ? Strings.EffectLowered(PercentOf(before), PercentOf(after))
        : Strings.EffectSigned();

    public static string OfWithdrawing(PointerState before, PointerState after) =>
        Joined(Strings.EffectBack(before.Version, after.Version), after.IsSigned ? Strings.EffectSequence(after.Sequence) : "");

    /// <summary>2.5</summary>
    private static double PercentOf(PointerState pointer) => pointer.Share * 100.0 / Turn.Everyone;

    private static string WhatOfNewer(PointerState after) => after.IsSigned ? Strings.EffectSequence(after.Sequence) : Strings.EffectUnsigned();

    private static string Joined(string first, string second) => second.Length == 0 ? first : $"{first} {second}";
}
