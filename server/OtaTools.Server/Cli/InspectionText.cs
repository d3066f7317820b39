using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Server.Cli;

/// <summary>A file for a person at a terminal: its verdict, its card, and what was found.</summary>
internal static class InspectionText
{
    public static void Write(InspectedFile file, CommandLineConsole console)
    {
        if (file.Verdict is null)
        {
            console.Note(Messages.Failed(file.Why ?? ""));
            return;
        }

        console.Out($"{file.Path}: {file.Verdict.Title}");
        var width = file.Card.Max(row => TextTable.WidthOf(row.Label));
        foreach (var row in file.Card)
        {
            console.Out($"  {row.Label}{new string(' ', width - TextTable.WidthOf(row.Label))}  {row.Value}");
        }

        foreach (var finding in file.Verdict.Findings)
        {
            console.Out($"  {SeverityName(finding.Severity)}: {finding.Message}");
        }
    }

    private static string SeverityName(Severity severity) => severity switch
    {
        Severity.Error => Messages.SeverityError(),
        Severity.Warning => Messages.SeverityWarning(),
        _ => Messages.SeverityRemark(),
    };
}
