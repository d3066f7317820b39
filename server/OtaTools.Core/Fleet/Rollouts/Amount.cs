using System.Globalization;

namespace OtaTools.Core.Fleet.Rollouts;

/// <summary>So many, or so many of a hundred.</summary>
public readonly record struct Amount(int Number, bool IsPercent)
{
    private const int Most = 1_000_000;

    /// <summary>5, or 10%; null for anything else.</summary>
    public static Amount? Parse(string text)
    {
        var trimmed = text.Trim();
        var isPercent = trimmed.EndsWith('%');
        return int.TryParse(isPercent ? trimmed[..^1].TrimEnd() : trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= (isPercent ? 100 : Most) ? new Amount(number, isPercent) : null;
    }

    /// <summary>At least one: a percentage is rounded up.</summary>
    public int Of(int all) => IsPercent ? (int)Math.Max(1, (all * (long)Number + 99) / 100) : Number;

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture) + (IsPercent ? "%" : "");
}
