using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OtaTools.Core.Serving;

/// <summary>A server for a check of the connection while nothing is served: it answers probes and has no files.</summary>
public sealed class ProbeHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication application;

    private ProbeHost(WebApplication application, ProbeAnswers probes, int port) => (this.application, Probes, Port) = (application, probes, port);

    public ProbeAnswers Probes { get; }

    /// <summary>The port that is really listened on.</summary>
    public int Port { get; }

    /// <returns>Null where the port is not to be had.</returns>
    public static async Task<ProbeHost?> StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Listen(IPAddress.Any, port);
        });
        var probes = new ProbeAnswers();
        var application = builder.Build();
        application.Run(async context =>
        {
            context.Response.Headers.Server = FirmwareRequests.ServerName;
            if (!await probes.AnswerAsync(context))
            {
                context.Response.StatusCode = 404;
            }
        });
        try
        {
            await application.StartAsync(cancellationToken);
            var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new ProbeHost(application, probes, BindingAddress.Parse(bound).Port);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync();
            return null;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTime);
        await application.StopAsync(limit.Token);
        await application.DisposeAsync();
    }
}
