namespace OtaTools.Core;

/// <summary>Publishing: the plan, the stores and what can go wrong with them, releases.</summary>
internal static partial class Strings
{
    public static string ReleasePointerInvalid() => Format(nameof(ReleasePointerInvalid));
}
