using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Language;

internal sealed class LanguageTarget(LspLifecycle lifecycle, LanguageFacts facts) : RpcTarget(lifecycle), ILanguageRpc
{
    public Task<LanguageResult> ConfigureAsync(LanguageParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
    {
        facts.Configure(parameters);
        return Task.FromResult(new LanguageResult());
    });
}
