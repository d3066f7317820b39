using OtaTools.Server.Lsp;

namespace OtaTools.Server.Features.Language;

/// <summary>Lenses tell of what is served and of addresses: the editor is asked to ask for them anew when that changes.</summary>
internal static class LensRefresh
{
    /// <summary>The package's names lack it.</summary>
    private const string Method = "workspace/codeLens/refresh";

    public static void Follow(LanguageFacts facts, OpenDocuments documents, LspLifecycle lifecycle, ClientNotifications client) => facts.Changed += () =>
    {
        if (lifecycle is { IsRunning: true, RefreshesLenses: true } && documents.All.Count > 0)
        {
            client.Ask(Method);
        }
    };
}
