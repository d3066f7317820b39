using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OtaTools.Core.Serving.Limits;
using OtaTools.Core.Serving.Transport;

namespace OtaTools.Core.Serving;

/// <summary>Kestrel, as boards and strangers meet it.</summary>
internal static class BoardListener
{
    /// <summary>A thousand boards that were switched on together connect at once; whom there is no room for tries again a second later.</summary>
    private const int Backlog = 2048;

    /// <exception cref="OtaToolsException">The port is taken or forbidden.</exception>
    public static async Task<WebApplication> StartAsync(string root, int port, bool loopbackOnly, RequestDelegate handle, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = root });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.Backlog = Backlog).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            KestrelLimits.Set(kestrel.Limits);
            kestrel.Listen(loopbackOnly ? IPAddress.Loopback : IPAddress.Any, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(new ConnectionLimits().Use);
                listen.Use(SocketTransport.Use);
            });
        });
        var application = builder.Build();
        application.Run(handle);
        try
        {
            await application.StartAsync(cancellationToken);
            return application;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync();
            if (e is not IOException { InnerException: AddressInUseException } && e.GetBaseException() is not SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                throw new OtaToolsException(ErrorCode.ServeFailed, Strings.ServeFailed(port, e.Message), e);
            }

            var holder = await PortHolder.FindAsync(port, cancellationToken);
            throw new OtaToolsException(ErrorCode.PortInUse, holder is null ? Strings.PortInUse(port) : Strings.PortInUseBy(port, holder), e) { Evidence = holder };
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>The port that is really listened on.</summary>
    public static int PortOf(WebApplication application) =>
        BindingAddress.Parse(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
