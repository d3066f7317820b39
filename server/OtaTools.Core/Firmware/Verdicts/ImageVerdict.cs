using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>What is to be said of a file, by itself or beside a board: one judgement for serving, updating, the editor and the command line.</summary>
/// <param name="Title">In one line: "fits, 92 % of the slot", "57,104 bytes too long for this board's slots".</param>
/// <param name="Findings">The worst first.</param>
/// <param name="SlotPercent">Of the board's slot; null without a board, a slot or an app.</param>
public sealed record ImageVerdict(string Title, IReadOnlyList<Finding> Findings, double? SlotPercent)
{
    /// <summary>The worst of the findings; null where there are none.</summary>
    public Severity? Worst => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);

    /// <summary>An OTA slot can take it: of this board, where one was given.</summary>
    public bool Usable => Worst is not Severity.Error;
}

/// <summary>A row of what is known of a file, for a person to read.</summary>
/// <param name="Key">Stable, for programs: "chip".</param>
public sealed record CardRow(string Key, string Label, string Value);
