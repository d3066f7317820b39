namespace OtaTools.Core.Firmware.Packing;

/// <summary>What the planner takes things to cost, in bits; found by trying on a real pair of images, two ESP-IDF releases apart.</summary>
internal static class PlanPrices
{
    public const float Same = 0.04f, Different = 11;

    private const float BaseEntry = 44, OwnEntry = 50;

    public static float Entry(CopySource source) => source == CopySource.Base ? BaseEntry : OwnEntry;
}
