using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Assistance;

/// <summary>What can be done with a firmware URL, above it.</summary>
internal static class CodeLenses
{
    public static IEnumerable<Lens> Of(SourceDocument document, WorkspaceFacts facts)
    {
        var urls = FirmwareUrl.In(document, facts).ToDictionary(url => url.Setting.NameSpan);
        foreach (var setting in DocumentSettings.Of(document).Of(SettingKind.FirmwareUrl).Where(setting => setting.Value is null or { Kind: ValueKind.Text }))
        {
            var range = document.Source.RangeOf(setting.NameSpan);
            if (facts.Root is not null)
            {
                yield return facts.IsServed
                    ? new Lens(range, Strings.LensStopServing(facts.Serving!.Port), new EditorCommand(EditorCommands.StopServing))
                    : new Lens(range, Strings.LensServe(), new EditorCommand(EditorCommands.StartServing));
            }

            if (EditsFor(document, setting, urls.GetValueOrDefault(setting.NameSpan), facts) is { } edits)
            {
                yield return new Lens(range, Strings.LensUseAddress(facts.Reachable!), new EditorCommand(EditorCommands.ApplyEdits, new DocumentEdits(document.Uri, edits)));
            }

            yield return new Lens(range, Strings.LensUpload(), new EditorCommand(EditorCommands.UploadDeviceScripts));
        }
    }

    /// <summary>Null where the address is right already, or another computer is meant.</summary>
    private static IReadOnlyList<TextEdit>? EditsFor(SourceDocument document, Setting setting, FirmwareUrl? url, WorkspaceFacts facts)
    {
        if (facts.Reachable is not { } address || setting.Text is not { } text)
        {
            return null;
        }

        if (text.Value.Length == 0)
        {
            return text.Replace(0, 0, ImageUrls.WholeUrl(facts, ImageUrls.OnlyOne(facts)?.UrlPath ?? "/"), document.Source);
        }

        if (url is null)
        {
            return null;
        }

        var isOurs = url.IsHere || url.Host is HostKind.HalfAddress or HostKind.Missing or HostKind.Unresolved || Checks.Placeholders.IsHost(url.Parts.HostText);
        if (!isOurs || url.Parts.HostText == address.ToString() || !SchemeGuess.IsRight(url.Parts.SchemeText))
        {
            return null;
        }

        var end = url.Parts.HasPort ? url.Parts.Port.End : url.Parts.Host.End;
        return url.Replace(new TextSpan(url.Parts.Host.Start, end), ImageUrls.Authority(facts));
    }
}
